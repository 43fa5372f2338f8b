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
import { needleOf, type Talk } from "./load/talk";
import { milliseconds, quantile, type Result } from "./measure";
import { benchSecret, createTenants, withOwner } from "./tenants";

const pollMs = { screen: 10, search: 100 };
const msMax = { screen: 1_000, search: 10_000 };
const waitMsMax = 120_000;

const loads = [
  { talk: "ordinary", of: "calls of 40 ordinary turns", ratePerSecond: 100 },
  { talk: "rare", of: "calls of 120 turns with six rare words each", ratePerSecond: 100 },
  { talk: "ordinary", of: "calls of 40 ordinary turns", ratePerSecond: 20 },
  { talk: "rare", of: "calls of 120 turns with six rare words each", ratePerSecond: 20 },
] as const satisfies { talk: Talk; of: string; ratePerSecond: number }[];
type Load = (typeof loads)[number];

/** From the 200 to the row in `user_analytics`, and to the call that is found by a word said in it: in the whole application. */
export async function benchVisibility(serverUrl: string, template: string, isQuick: boolean): Promise<Result[]> {
  const results: Result[] = [];
  for (const load of loads) results.push(...(await benchLoad(serverUrl, template, load, isQuick ? 5 : 20)));
  return results;
}

/** Every event has a tenant of its own. */
async function benchLoad(serverUrl: string, template: string, load: Load, seconds: number): Promise<Result[]> {
  const { ratePerSecond, talk, of } = load;
  const count = ratePerSecond * seconds;
  const database = await createScratchDatabase(serverUrl, template);
  const generator = startGenerator();
  try {
    return await withOwner(database.connectionString, (owner) =>
      withOwner(database.connectionString, async (searcher) => {
        const agentIds = await createTenants(owner, "visible", count, 1);
        const userIds = await tenantsOf(owner, agentIds);
        const app = await startApplication(database.connectionString);
        try {
          await generator.prepare({ port: app.port, secret: benchSecret, seed: 1, count, agentIds, talk });
          const sent = { userIds, startAtMs: nowMs() + 500, ratePerSecond };
          const sending = generator.send({
            kind: "sendAtRate",
            connections: 32,
            ratePerSecond,
            startAtMs: sent.startAtMs,
          });
          const [{ answeredAtMs }, onScreenAtMs, foundAtMs] = await Promise.all([
            sending,
            watch(sent, pollMs.screen, (asked) => listOnScreen(owner, asked)),
            watch(sent, pollMs.search, (asked) => listFound(searcher, asked, userIds)),
          ]);
          const line = (what: string, atMs: number[], max: number): Result => {
            const delays = atMs.map((at, index) => Math.max(0, at - (answeredAtMs[index] ?? 0)));
            return {
              part: "c",
              what: `from 200 to ${what}, p95 at ${ratePerSecond} events/s, ${of} / ${max / 1000} s`,
              ours: `${milliseconds(quantile(delays, 0.95))} (p50 ${milliseconds(quantile(delays, 0.5))})`,
              against: milliseconds(max),
              ratio: quantile(delays, 0.95) / max,
              bound: { max: 1 },
            };
          };
          return [
            line("visible in user_analytics", onScreenAtMs, msMax.screen),
            line("found by a word", foundAtMs, msMax.search),
          ];
        } finally {
          await app.stop();
        }
      }),
    );
  } finally {
    generator.stop();
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

type Sent = { userIds: readonly string[]; startAtMs: number; ratePerSecond: number };

/** Looks again and again for the tenants whose event may have been sent; resolves with the instants at which each was seen. */
async function watch(
  { userIds, startAtMs, ratePerSecond }: Sent,
  everyMs: number,
  listSeen: (asked: string[]) => Promise<string[]>,
): Promise<number[]> {
  const seenAtMs: number[] = [];
  const unseen = new Map(userIds.map((userId, index) => [userId, index]));
  for (const deadlineMs = startAtMs + (userIds.length * 1000) / ratePerSecond + waitMsMax; unseen.size > 0; ) {
    if (nowMs() > deadlineMs) throw new Error(`${unseen.size} events never became visible.`);
    const sent = Math.max(0, ((nowMs() - startAtMs) * ratePerSecond) / 1000 + 1);
    const asked = [...unseen].filter(([, index]) => index < sent).map(([userId]) => userId);
    const seen = await listSeen(asked);
    const atMs = nowMs();
    for (const userId of seen) {
      const index = unseen.get(userId);
      if (index !== undefined) seenAtMs[index] = atMs;
      unseen.delete(userId);
    }
    await sleep(everyMs);
  }
  return seenAtMs;
}

async function listOnScreen(owner: pg.Client, asked: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ user_id: string }>(
    "SELECT user_id FROM user_analytics WHERE user_id = ANY ($1) AND hour IS NULL AND total_calls > 0",
    [asked],
  );
  return rows.map((row) => row.user_id);
}

/** Those whose call has the word that is said in no other. */
async function listFound(owner: pg.Client, asked: readonly string[], userIds: readonly string[]): Promise<string[]> {
  const numbers = new Map(userIds.map((userId, number) => [userId, number]));
  const { rows } = await owner.query<{ user_id: string }>(
    `SELECT c.user_id FROM unnest($1::uuid[], $2::text[]) AS asked (user_id, word)
     JOIN calls c ON c.user_id = asked.user_id JOIN call_searches s ON s.call_id = c.id
     WHERE s.words @@ asked.word::tsquery`,
    [asked, asked.map((userId) => needleOf(numbers.get(userId) ?? 0))],
  );
  return rows.map((row) => row.user_id);
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
