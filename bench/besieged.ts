import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { besiege } from "@/test/app/besiege";
import { startGenerator } from "./load/start-generator";
import { timeWebhooks } from "./load/time-webhooks";
import { median, milliseconds, type Result } from "./measure";
import { killProcess, startWeb } from "./start-web";

const strangers = 64;

/** How long signed events wait for their answer while strangers hold large bodies open, against how long they wait otherwise; in turns. */
export async function benchSiege(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const [rounds, events] = isQuick ? [1, 500] : [5, 500];
  const load = startGenerator();
  const database = await createScratchDatabase(serverUrl, template);
  const storage = await mkdtemp(path.join(tmpdir(), "callwright-bench-"));
  const web = await startWeb(database.connectionString, { STORAGE_DIR: storage });
  const p95s: Record<"usual" | "besieged", number[]> = { usual: [], besieged: [] };
  try {
    await timeWebhooks(load, web.port, 500, 0);
    for (let round = 0; round < rounds; round += 1) {
      p95s.usual.push(await timeWebhooks(load, web.port, events, 2 * round + 1));
      const siege = await besiege(web.port, strangers);
      p95s.besieged.push(await timeWebhooks(load, web.port, events, 2 * round + 2));
      await siege.stop();
    }
  } finally {
    load.stop();
    await killProcess(web.child);
    await rm(storage, { recursive: true, force: true });
    await database.drop();
  }
  return {
    part: "o",
    what: `answer to a webhook, p95 at 100 events/s: while ${strangers} strangers hold large bodies / otherwise`,
    ours: milliseconds(median(p95s.besieged)),
    against: milliseconds(median(p95s.usual)),
    ratio: median(p95s.besieged) / median(p95s.usual),
    bound: { max: 2 },
  };
}
