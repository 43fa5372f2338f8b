import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { childEnv } from "@/lib/platform/env";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { freePort } from "@/test/free-port";
import { nowMs } from "./load/messages";
import { startGenerator } from "./load/start-generator";
import { milliseconds, quantile, type Result } from "./measure";
import { benchSecret, createTenants, withOwner } from "./tenants";

const ratePerSecond = 100;
const pollMs = 10;
const msMax = 1_000;

/** From the 200 to the row in `user_analytics`, in the whole application; every event has a tenant of its own. */
export async function benchVisibility(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const count = ratePerSecond * (isQuick ? 5 : 20);
  const database = await createScratchDatabase(serverUrl, template);
  const load = startGenerator();
  try {
    return await withOwner(database.connectionString, async (owner) => {
      const agentIds = await createTenants(owner, "visible", count, 1);
      const userIds = await tenantsOf(owner, agentIds);
      const app = await startApplication(database.connectionString);
      try {
        await load.prepare({ port: app.port, secret: benchSecret, seed: 1, count, agentIds });
        const startAtMs = nowMs() + 500;
        const sending = load.send({ kind: "sendAtRate", connections: 32, ratePerSecond, startAtMs });
        const visibleAtMs = await watch(owner, userIds, startAtMs);
        const { answeredAtMs } = await sending;
        const delays = visibleAtMs.map((visible, index) => Math.max(0, visible - (answeredAtMs[index] ?? 0)));
        return {
          part: "c",
          what: "from 200 to visible in user_analytics, p95 at 100 events/s / one second",
          ours: `${milliseconds(quantile(delays, 0.95))} (p50 ${milliseconds(quantile(delays, 0.5))})`,
          against: milliseconds(msMax),
          ratio: quantile(delays, 0.95) / msMax,
          bound: { max: 1 },
        };
      } finally {
        await app.stop();
      }
    });
  } finally {
    load.stop();
    await database.drop();
  }
}

async function tenantsOf(owner: pg.Client, agentIds: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ user_id: string }>(
    `SELECT user_id FROM agents JOIN unnest($1::text[]) WITH ORDINALITY AS asked (id, place) ON elevenlabs_agent_id = asked.id
     ORDER BY place`,
    [agentIds],
  );
  return rows.map((row) => row.user_id);
}

/** Looks every 10 ms for the tenants whose event may have been sent; resolves with the instants at which each was seen. */
async function watch(owner: pg.Client, userIds: readonly string[], startAtMs: number): Promise<number[]> {
  const seenAtMs: number[] = [];
  const unseen = new Map(userIds.map((userId, index) => [userId, index]));
  for (const deadlineMs = startAtMs + (userIds.length * 1000) / ratePerSecond + 30_000; unseen.size > 0; ) {
    if (nowMs() > deadlineMs) throw new Error(`${unseen.size} events never became visible.`);
    const sent = Math.max(0, ((nowMs() - startAtMs) * ratePerSecond) / 1000 + 1);
    const asked = [...unseen].filter(([, index]) => index < sent).map(([userId]) => userId);
    const { rows } = await owner.query<{ user_id: string }>(
      "SELECT user_id FROM user_analytics WHERE user_id = ANY ($1) AND hour IS NULL AND total_calls > 0",
      [asked],
    );
    const atMs = nowMs();
    for (const { user_id: userId } of rows) {
      const index = unseen.get(userId);
      if (index !== undefined) seenAtMs[index] = atMs;
      unseen.delete(userId);
    }
    await sleep(pollMs);
  }
  return seenAtMs;
}

async function startApplication(databaseUrl: string) {
  const port = await freePort();
  const dataDir = await mkdtemp(path.join(tmpdir(), "callwright-bench-"));
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    cwd: path.join(import.meta.dirname, ".."),
    env: childEnv({
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      DEMO: "0",
      PORT: String(port),
      ELEVENLABS_API_KEY: "xi_bench",
      ELEVENLABS_BASE_URL: "http://127.0.0.1:9",
      ELEVENLABS_WEBHOOK_SECRET: benchSecret,
      SMTP_URL: "smtp://127.0.0.1:9",
    }),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  while (!(await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error("The application did not start; what it said is above.");
    await sleep(50);
  }
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
