import { randomInt } from "node:crypto";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { startGenerator } from "./load/start-generator";
import { timeWebhooks } from "./load/time-webhooks";
import { median, milliseconds, type Result } from "./measure";
import { killProcess, startWeb } from "./start-web";

const signInsAtOnce = 20;

/** How long webhooks wait for their answer while 20 people sign in at once, against how long they wait otherwise; in turns. */
export async function benchSignIns(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const [rounds, events] = isQuick ? [1, 300] : [5, 1_000];
  const load = startGenerator();
  const database = await createScratchDatabase(serverUrl, template);
  const web = await startWeb(database.connectionString);
  const p95s: Record<"usual" | "busy", number[]> = { usual: [], busy: [] };
  let signIns = 0;
  try {
    await timeWebhooks(load, web.port, 500, 0);
    for (let round = 0; round < rounds; round += 1) {
      p95s.usual.push(await timeWebhooks(load, web.port, events, 2 * round + 1));
      const stopping = new AbortController();
      const people = Array.from({ length: signInsAtOnce }, () => keepSigningIn(web.port, stopping.signal));
      p95s.busy.push(await timeWebhooks(load, web.port, events, 2 * round + 2));
      stopping.abort();
      signIns += (await Promise.all(people)).reduce((sum, count) => sum + count, 0);
    }
  } finally {
    load.stop();
    await killProcess(web.child);
    await database.drop();
  }
  if (signIns === 0) throw new Error("Nobody's sign-in was answered, so nothing was measured.");
  return {
    part: "j",
    what: `answer to a webhook, p95 at 100 events/s: while 20 sign in at once (${signIns} did) / otherwise`,
    ours: milliseconds(median(p95s.busy)),
    against: milliseconds(median(p95s.usual)),
    ratio: median(p95s.busy) / median(p95s.usual),
    bound: { max: 2 },
  };
}

/** Tries one address and password after another, each from an address of its own, so that no limit ends it early. */
async function keepSigningIn(port: number, signal: AbortSignal): Promise<number> {
  const origin = `http://localhost:${port}`;
  const answer = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  let done = 0;
  while (!signal.aborted) {
    const tried = await fetch(`${origin}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-forwarded-for": `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
        cookie: cookie.join("; "),
        origin,
      },
      body: new URLSearchParams({
        csrfToken,
        email: `nobody${randomInt(1e9)}@caller.example`,
        password: "a password that nobody has",
        json: "true",
      }),
    });
    await tried.body?.cancel();
    if (tried.status !== 401) throw new Error(`A wrong sign-in was answered with ${tried.status}.`);
    done += 1;
  }
  return done;
}
