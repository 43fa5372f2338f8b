import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { expect, test } from "vitest";
import type { SimulatedAgent } from "@/simulators/elevenlabs/call-types";
import { DEMO_AGENTS } from "@/simulators/elevenlabs/demo-agents";
import { ledgerFaults, rollupDifferences } from "@/test/recompute";
import { mixEvents } from "./event-mix";
import { provideApp } from "./provide-app";
import { sendUntilKept } from "./send-until-kept";
import { type App, appSecret } from "./start-app";

let app: App;
let owner: pg.Client;
/** A test with an application of its own, which is killed repeatedly while it receives events. */
export function killWhileReceiving({ events, crashes }: { events: number; crashes: number }): void {
  provideApp((site) => {
    ({ app, owner } = site);
  });

  test("events over fifty connections, with repetitions and in any order, land exactly once while the application is killed", () =>
    expectAllOnce(events, crashes));
}

async function expectAllOnce(events: number, crashes: number): Promise<void> {
  const mix = mixEvents(events, 0.3, await createAgents());
  const sending = sendUntilKept({ port: app.port, secret: appSecret, connections: 50 }, mix.deliveries);
  const finished = sending.done.catch((error: unknown) => error);
  for (let crash = 1; crash <= crashes; crash += 1) {
    await sending.untilKept((crash * mix.deliveries.length) / (crashes + 1.5));
    await sleep(Math.random() * 100);
    await app.crash();
    await app.start();
  }
  await finished;
  // Of fifty requests under way at each crash most break, and those sent until the next start are refused.
  expect((await sending.done).failedAttempts).toBeGreaterThan(20 * crashes);
  await untilNothingIsPending();

  const stored = await rows<{ sha256: string }>("SELECT encode(body_sha256, 'hex') AS sha256 FROM webhook_events");
  const digest = (body: Buffer) => createHash("sha256").update(body).digest("hex");
  expect(stored.map(({ sha256 }) => sha256).sort()).toEqual(mix.bodies.map(digest).sort());
  expect(
    await rows("SELECT status, count(*)::integer AS events FROM webhook_events GROUP BY status ORDER BY status"),
  ).toEqual([
    { status: "processed", events: mix.bodies.length - mix.unknown },
    { status: "unsupported", events: mix.unknown },
  ]);
  const [deliveries] = await rows("SELECT sum(delivery_count)::integer AS count FROM webhook_events");
  expect(deliveries?.count).toBeGreaterThanOrEqual(mix.deliveries.length);

  expect(await countRows()).toEqual(mix.expected);
  expect(await rollupDifferences(owner)).toEqual([]);
  expect(await ledgerFaults(owner)).toEqual([]);
  expect(await rows("SELECT * FROM trigger_error_log")).toEqual([]);
  await expectRecordings(mix.audio);
}

async function rows<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  return (await owner.query<T>(sql)).rows;
}

/** Five tenants with two agents each. */
async function createAgents(): Promise<SimulatedAgent[]> {
  const made = await rows<{ agent_id: string }>(
    `WITH made AS (
       INSERT INTO users (email, name, timezone)
       SELECT 'tenant' || n || '@crash.example', 'Tenant', (ARRAY['UTC', 'Europe/Berlin', 'America/New_York'])[n % 3 + 1]
       FROM generate_series(1, 5) n
       RETURNING id
     )
     INSERT INTO agents (user_id, elevenlabs_agent_id, name)
     SELECT id, 'agent_' || replace(uuid_v7()::text, '-', ''), 'Agent' FROM made, generate_series(1, 2)
     RETURNING elevenlabs_agent_id AS agent_id`,
  );
  return made.map(({ agent_id }, index) => ({
    agentId: agent_id,
    name: "Agent",
    scenario: DEMO_AGENTS[index % DEMO_AGENTS.length]?.scenario ?? "fleet",
  }));
}

async function untilNothingIsPending(): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    const [left] = await rows(
      "SELECT count(*)::integer AS n FROM webhook_events WHERE status IN ('pending', 'waiting')",
    );
    if (left?.n === 0) return;
  }
  throw new Error("Events were still pending 30 s after the last one was sent");
}

async function countRows() {
  const [counts] = await rows(
    `SELECT (SELECT count(*)::integer FROM calls) AS calls, (SELECT count(*)::integer FROM transcripts) AS transcripts,
       (SELECT count(*)::integer FROM lead_analytics) AS leads, (SELECT count(*)::integer FROM agent_call_outcomes) AS outcomes,
       (SELECT count(*)::integer FROM credit_transactions WHERE type = 'usage') AS charges,
       (SELECT -sum(amount)::integer FROM credit_transactions WHERE type = 'usage') AS credits,
       (SELECT count(*)::integer FROM calls WHERE recording_storage_key IS NOT NULL) AS recordings`,
  );
  return counts;
}

async function expectRecordings(audio: ReadonlyMap<string, Buffer>): Promise<void> {
  const kept = await rows<{ conversation: string; key: string }>(
    `SELECT elevenlabs_conversation_id AS conversation, recording_storage_key AS key FROM calls
     WHERE recording_storage_key IS NOT NULL`,
  );
  for (const { conversation, key } of kept) {
    const bytes = await readFile(path.join(app.dataDir, "storage", key));
    expect(bytes.toString("hex")).toBe(audio.get(conversation)?.toString("hex"));
  }
}
