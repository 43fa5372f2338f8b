import { setTimeout as sleep } from "node:timers/promises";
import { hashPassword } from "@/lib/auth/passwords/hash-password";
import { generateHistory } from "@/prisma/history/generate-history";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { signIn } from "@/test/app/people";
import { fillWorkspace } from "./fill-workspace";
import { milliseconds, quantile, type Result } from "./measure";
import { killProcess, startWeb } from "./start-web";
import { withOwner } from "./tenants";
import { type Visit, visitsOf } from "./visits";

const users = 20;
const thinkMsMean = 1_000;
const pageMsMax = 300;
const listMsMax = 400;
const password = "a long enough secret 4711";

/** How long pages and lists take to be answered in full, while 20 people of one tenant with a million calls each open something every second. */
export async function benchPages(serverUrl: string, template: string, isQuick: boolean): Promise<Result[]> {
  const [calls, visitsEach] = isQuick ? [20_000, 5] : [1_000_000, 40];
  const database = await createScratchDatabase(serverUrl, template);
  const web = await startWeb(database.connectionString);
  try {
    await generateHistory(database.connectionString, { calls, tenants: 1, hasTranscripts: true });
    await withOwner(database.connectionString, fillWorkspace);
    const email = await nameTenant(database.connectionString);
    const cookie = await signIn(web.port, email, password);
    const get = (path: string) => open(`http://localhost:${web.port}${path}`, cookie);
    const visits = await withOwner(database.connectionString, (owner) => visitsOf(owner, get));
    // The first of each compiles, plans and fills caches.
    for (const { path } of visits) await get(path);
    const times = await walk(visits, visitsEach, get);
    for (const [name, taken] of times) process.stdout.write(`   ${name.padEnd(48)} ${timesOf(taken)}\n`);
    const of = `${calls.toLocaleString("en")} calls of the tenant, ${users} users, p95`;
    return (["page", "list"] as const).map((kind) => worst(visits, times, kind, of));
  } finally {
    await killProcess(web.child);
    await database.drop();
  }
}

async function nameTenant(connectionString: string): Promise<string> {
  const hash = await hashPassword(password);
  return withOwner(connectionString, async (owner) => {
    const { rows } = await owner.query<{ email: string }>(
      "UPDATE users SET password_hash = $1, password_changed_at = now(), email_verified = true RETURNING email",
      [hash],
    );
    return rows[0]?.email ?? "";
  });
}

/** An answer in full, refusing anything but a success: an error or a redirect would be quick. */
async function open(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
  return body;
}

/** Each user opens one after another, beginning elsewhere in the list, and thinks between two for a second on average. */
async function walk(visits: readonly Visit[], visitsEach: number, get: (path: string) => Promise<string>) {
  const times = new Map<string, number[]>(visits.map(({ name }) => [name, []]));
  const rounds = Math.ceil((visits.length * visitsEach) / users);
  const user = async (number: number) => {
    await sleep((number * thinkMsMean) / users);
    for (let round = 0; round < rounds; round += 1) {
      const visit = visits[(number * 7 + round) % visits.length];
      if (!visit) continue;
      const startedMs = performance.now();
      await get(visit.path);
      times.get(visit.name)?.push(performance.now() - startedMs);
      await sleep(-Math.log(1 - Math.random()) * thinkMsMean);
    }
  };
  await Promise.all(Array.from({ length: users }, (_, number) => user(number)));
  return times;
}

const timesOf = (taken: readonly number[]) =>
  `p50 ${milliseconds(quantile(taken, 0.5))}, p95 ${milliseconds(quantile(taken, 0.95))}, ${taken.length} times`;

function worst(
  visits: readonly Visit[],
  times: ReadonlyMap<string, number[]>,
  kind: Visit["kind"],
  of: string,
): Result {
  const boundMs = kind === "page" ? pageMsMax : listMsMax;
  const slowest = visits
    .filter((visit) => visit.kind === kind)
    .map(({ name }) => ({ name, p95: quantile(times.get(name) ?? [], 0.95) }))
    .reduce((slow, each) => (each.p95 > slow.p95 ? each : slow));
  return {
    part: "m",
    what: `slowest ${kind === "page" ? "page" : "list, filter, search or page-turn"}, ${of} / ${boundMs} ms`,
    ours: `${milliseconds(slowest.p95)} (${slowest.name})`,
    against: milliseconds(boundMs),
    ratio: slowest.p95 / boundMs,
    bound: { max: 1 },
  };
}
