import fc from "fast-check";
import pg from "pg";
import { expect } from "vitest";
import { isTransient } from "@/lib/db/pg-errors";
import { runTransaction } from "@/lib/db/transaction";
import type { IngestHarness } from "./ingest-harness";
import { rollupDifferences, trendDifferences } from "./recompute";

/** Hours around which days, months, years and clocks change in some of the zones. */
const edges = [
  "2026-03-29T00:59:59Z",
  "2026-10-25T01:00:00Z",
  "2026-04-04T14:00:00Z",
  "2026-12-31T23:30:00Z",
  "2026-06-15T12:00:00Z",
];
const moment = fc
  .tuple(fc.constantFrom(...edges), fc.integer({ min: -43_200, max: 43_200 }))
  .map(([edge, seconds]) => new Date(Date.parse(edge) + seconds * 1000));
const day = moment.map((instant) => instant.toISOString().slice(0, 10));
const zones = ["Europe/Berlin", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu"] as const;
export const rebuilds = [
  "rebuild_agent_analytics",
  "rebuild_user_analytics",
  "rebuild_user_daily_analytics",
  "rebuild_call_analytics_cache",
  "rebuild_agent_targets",
  "rebuild_agent_performance_trends",
] as const;
const score = fc.option(fc.integer({ min: 0, max: 100 }));
export const operation = fc.oneof(
  fc.record({
    kind: fc.constant("call" as const),
    tenant: fc.nat(2),
    agent: fc.nat(1),
    startedAt: moment,
    seconds: fc.nat(900),
    status: fc.constantFrom("in_progress", "completed", "failed", "cancelled"),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constant("status" as const),
    pick: fc.nat(),
    status: fc.constantFrom("in_progress", "completed", "failed", "cancelled"),
  }),
  fc.record({ kind: fc.constant("correct" as const), pick: fc.nat(), seconds: fc.nat(5_000) }),
  fc.record({ kind: fc.constant("move day" as const), pick: fc.nat(), startedAt: moment }),
  fc.record({ kind: fc.constant("move agent" as const), pick: fc.nat() }),
  fc.record({
    kind: fc.constant("lead" as const),
    pick: fc.nat(),
    intent: score,
    total: score,
    cta: fc.boolean(),
    tag: fc.constantFrom("hot", "warm", "cold"),
  }),
  fc.record({
    kind: fc.constant("outcome" as const),
    pick: fc.nat(),
    outcome: fc.constantFrom("completed", "voicemail", "disconnected", "busy"),
  }),
  fc.record({ kind: fc.constant("drop lead" as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant("delete" as const), pick: fc.nat() }),
  fc.record({
    kind: fc.constant("target" as const),
    pick: fc.nat(),
    period: fc.constantFrom("daily", "weekly", "monthly", "quarterly"),
    calls: fc.option(fc.integer({ min: 1, max: 20 })),
    rate: fc.option(fc.integer({ min: 1, max: 100 })),
    leads: fc.option(fc.integer({ min: 1, max: 9 })),
  }),
  fc.oneof(
    { weight: 9, arbitrary: fc.record({ kind: fc.constant("look away" as const), pick: fc.nat() }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("zone" as const), tenant: fc.nat(2), zone: fc.constantFrom(...zones) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("rebuild" as const),
        tenant: fc.nat(2),
        name: fc.constantFrom(...rebuilds),
        from: day,
        to: day,
      }),
    },
  ),
);
export type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** One call by a stable but arbitrary choice among those that exist when the statement runs. */
const picked =
  "(SELECT id FROM calls ORDER BY id OFFSET ($1::integer % greatest(1, (SELECT count(*) FROM calls)))::integer LIMIT 1)";

export type HistoryTenant = { userId: string; agentIds: readonly string[] };

/** Runs one operation in the given transaction, as the owner. */
export async function applyOperation(
  client: Pick<pg.ClientBase, "query">,
  tenants: readonly HistoryTenant[],
  op: Operation,
): Promise<void> {
  const tenant = "tenant" in op ? tenants[op.tenant % tenants.length] : undefined;
  switch (op.kind) {
    case "call": {
      await client.query(
        `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, call_source, status, started_at, duration_seconds, duration_minutes, credits_used)
         SELECT $1, $2, gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'inbound' ELSE 'outbound' END, 'phone', $3, $4, $5::integer,
           ceil($5::integer / 60.0), ceil($5::integer / 60.0)
         FROM generate_series(1, $6::integer) n`,
        [tenant?.agentIds[op.agent], tenant?.userId, op.status, op.startedAt, op.seconds, op.count],
      );
      return;
    }
    case "status":
      await client.query(`UPDATE calls SET status = $2 WHERE id = ${picked}`, [op.pick, op.status]);
      return;
    case "correct":
      await client.query(
        `UPDATE calls SET duration_seconds = $2::integer, duration_minutes = ceil($2::integer / 60.0),
           credits_used = ceil($2::integer / 60.0) WHERE id = ${picked}`,
        [op.pick, op.seconds],
      );
      return;
    case "move day":
      await client.query(`UPDATE calls SET started_at = $2 WHERE id = ${picked}`, [op.pick, op.startedAt]);
      return;
    case "move agent":
      await client.query(
        `UPDATE calls c SET agent_id = (SELECT a.id FROM agents a WHERE a.user_id = c.user_id AND a.id <> c.agent_id LIMIT 1)
         WHERE id = ${picked}`,
        [op.pick],
      );
      return;
    case "lead":
      await client.query(
        `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, intent_score, total_score, is_qualified, lead_status_tag, cta_demo_clicked)
         SELECT id, user_id, agent_id, call_date, $2::integer, $3::integer, coalesce($3::integer >= 70, false), $4, $5 FROM calls WHERE id = ${picked}
         ON CONFLICT (call_id) DO UPDATE SET intent_score = excluded.intent_score, total_score = excluded.total_score,
           is_qualified = excluded.is_qualified, lead_status_tag = excluded.lead_status_tag, cta_demo_clicked = excluded.cta_demo_clicked`,
        [op.pick, op.intent, op.total, op.tag, op.cta],
      );
      return;
    case "outcome":
      await client.query(
        `INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome)
         SELECT id, user_id, agent_id, call_date, $2 FROM calls WHERE id = ${picked}
         ON CONFLICT (call_id) DO UPDATE SET outcome = excluded.outcome`,
        [op.pick, op.outcome],
      );
      return;
    case "drop lead":
      await client.query(`DELETE FROM lead_analytics WHERE call_id = ${picked}`, [op.pick]);
      return;
    case "delete":
      await client.query(`DELETE FROM calls WHERE id = ${picked}`, [op.pick]);
      return;
    case "target":
      await client.query(
        `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls, target_success_rate, target_leads)
         SELECT agent_id, user_id, $2::varchar, period_first_day($2::varchar, call_date), $3::integer, $4::integer, $5::integer FROM calls
         WHERE id = ${picked} AND num_nonnulls($3::integer, $4::integer, $5::integer) > 0
         ON CONFLICT (agent_id, user_id, target_type, target_date) DO UPDATE SET target_calls = excluded.target_calls,
           target_success_rate = excluded.target_success_rate, target_leads = excluded.target_leads`,
        [op.pick, op.period, op.calls, op.rate, op.leads],
      );
      return;
    case "look away":
      await client.query(`UPDATE calls SET summary = 'Other words' WHERE id = ${picked}`, [op.pick]);
      return;
    case "zone":
      await client.query("UPDATE users SET timezone = $2 WHERE id = $1", [tenant?.userId, op.zone]);
      return;
    case "rebuild": {
      const [from, to] = [op.from, op.to].sort();
      await client.query(`SELECT ${op.name}($1, $2, $3)`, [tenant?.userId, from, to]);
    }
  }
}

type HistoryOptions = { connections: number; operationsEach: number; runs: number };

/**
 * Random histories on several connections at once: after each, every rollup equals the same figures computed from the calls, and
 * rebuilding changes none of them.
 * @returns how many operations ran, and how many deadlocks reached their caller.
 */
export async function proveRollups(
  harness: IngestHarness,
  tenants: readonly HistoryTenant[],
  { connections, operationsEach, runs }: HistoryOptions,
): Promise<{ operations: number; deadlocks: number }> {
  const pool = new pg.Pool({ connectionString: harness.connectionString, max: connections });
  const counted = { operations: 0, deadlocks: 0 };
  const perform = (op: Operation) =>
    runTransaction(pool, "app_ingest", null, async (tx) => {
      await tx.query("SET LOCAL ROLE none");
      await applyOperation(tx, tenants, op);
    }).catch((error: unknown) => {
      if (isTransient(error)) counted.deadlocks += 1;
      // A call may have gone or moved between being found and being pointed at.
      else if (!(error instanceof pg.DatabaseError && error.code === "23503")) throw error;
    });
  const history = fc.array(operation, { minLength: operationsEach, maxLength: operationsEach });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: connections, maxLength: connections }), async (histories) => {
        await Promise.all(
          histories.map(async (ops) => {
            for (const op of ops) await perform(op);
          }),
        );
        counted.operations += histories.flat().length;
        expect(await rollupDifferences(harness.owner)).toEqual([]);
        expect(await rebuiltRows(harness.owner, tenants)).toEqual([]);
        expect(await trendDifferences(harness.owner)).toEqual([]);
        expect(await rollupDifferences(harness.owner)).toEqual([]);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  } finally {
    await pool.end();
  }
  return counted;
}

/** Rebuilds everything; the rollups that this changed were wrong before. */
async function rebuiltRows(client: pg.Client, tenants: readonly HistoryTenant[]): Promise<unknown[]> {
  const changed: unknown[] = [];
  for (const { userId } of tenants) {
    for (const name of rebuilds) {
      const { rows } = await client.query<{ rows: number }>(`SELECT ${name}($1, '2026-01-01', '2027-12-31') AS rows`, [
        userId,
      ]);
      if (rows[0]?.rows !== 0 && name !== "rebuild_agent_performance_trends") changed.push({ name, ...rows[0] });
    }
  }
  return changed;
}
