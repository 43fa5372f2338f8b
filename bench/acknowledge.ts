import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { childEnv } from "@/lib/platform/env";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { freePort } from "@/test/free-port";
import { type LoadGenerator, startGenerator } from "./load/start-generator";
import { median, perSecond, type Result } from "./measure";
import { killProcess, startWeb } from "./start-web";
import { benchSecret } from "./tenants";

const connections = 32;

/** Acknowledged events of about 27 kB: our route handler against a bare receiver, in turns, with the same load. */
export async function benchAcknowledgement(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const [rounds, eventsPerRound] = isQuick ? [3, 1_000] : [7, 4_000];
  const load = startGenerator();
  const database = await createScratchDatabase(serverUrl, template);
  const ours = await startWeb(database.connectionString);
  const bare = await startBare(database.connectionString);
  const seconds: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
  try {
    let seed = 0;
    for (let round = -1; round < rounds; round += 1) {
      for (const [side, port] of [
        ["ours", ours.port],
        ["bare", bare.port],
      ] as const) {
        // The first round of each side warms it up.
        const count = round === -1 ? 3_000 : eventsPerRound;
        const taken = await timeRound(load, port, count, seed);
        seed += count;
        if (round >= 0) seconds[side].push(taken);
      }
    }
  } finally {
    load.stop();
    await Promise.all([killProcess(ours.child), killProcess(bare.child)]);
    await database.drop();
  }
  return {
    part: "a",
    what: "events acknowledged: route handler / bare node:http receiver, 32 connections",
    ours: perSecond(eventsPerRound, median(seconds.ours)),
    against: perSecond(eventsPerRound, median(seconds.bare)),
    ratio: median(seconds.bare) / median(seconds.ours),
    bound: { min: 0.35 },
  };
}

async function timeRound(load: LoadGenerator, port: number, count: number, seed: number): Promise<number> {
  await load.prepare({ port, count, seed, secret: benchSecret, agentIds: ["agent_bench"] });
  return (await load.send({ kind: "send", connections })).seconds;
}

async function startBare(databaseUrl: string) {
  const port = await freePort();
  const child = fork(path.join(import.meta.dirname, "bare-receiver.ts"), [String(port), databaseUrl, benchSecret], {
    execArgv: ["--import", "tsx"],
    env: childEnv({ NODE_ENV: "production" }),
  });
  await once(child, "message");
  return { port, child };
}
