import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { rollupDifferences } from "@/test/recompute";

let harness: IngestHarness;
let tenants: TestTenant[];
const agentsOf = new Map<string, string[]>();
beforeAll(async () => {
  harness = await createIngestHarness();
  tenants = [];
  for (const timezone of ["Europe/Berlin", "America/St_Johns", "Pacific/Auckland"]) {
    const tenant = await harness.createTenant({ timezone });
    tenants.push(tenant);
    agentsOf.set(tenant.userId, [tenant.agentId, (await harness.addAgent(tenant.userId)).agentId]);
  }
});
afterAll(() => harness.dispose());

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
const score = fc.option(fc.integer({ min: 0, max: 100 }));
const operation = fc.oneof(
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
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** One call by a stable but arbitrary choice among those that exist when the statement runs. */
const picked =
  "(SELECT id FROM calls ORDER BY id OFFSET ($1::integer % greatest(1, (SELECT count(*) FROM calls)))::integer LIMIT 1)";

async function apply(client: pg.ClientBase, op: Operation): Promise<void> {
  switch (op.kind) {
    case "call": {
      const { userId } = tenants[op.tenant] ?? tenants[0] ?? { userId: "" };
      await client.query(
        `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, call_source, status, started_at, duration_seconds, duration_minutes, credits_used)
         SELECT $1, $2, gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'inbound' ELSE 'outbound' END, 'phone', $3, $4, $5::integer,
           ceil($5::integer / 60.0), ceil($5::integer / 60.0)
         FROM generate_series(1, $6::integer) n`,
        [agentsOf.get(userId)?.[op.agent], userId, op.status, op.startedAt, op.seconds, op.count],
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
  }
}

/** What a concurrent history may meet and a caller would repeat or accept: a row that went away, a deadlock. */
const expectedStates = new Set(["23503", "40P01", "40001"]);

test("after any history on several connections every day equals the same figures computed from its calls", async () => {
  const pool = new pg.Pool({ connectionString: harness.connectionString, max: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(operation, { minLength: 20, maxLength: 60 }), { minLength: 4, maxLength: 4 }),
      async (histories) => {
        await Promise.all(
          histories.map(async (history) => {
            const client = await pool.connect();
            try {
              for (const op of history) {
                await apply(client, op).catch((error: unknown) => {
                  if (!(error instanceof pg.DatabaseError && expectedStates.has(error.code ?? ""))) throw error;
                });
              }
            } finally {
              client.release();
            }
          }),
        );
        expect(await rollupDifferences(harness.owner)).toEqual([]);
      },
    ),
    { numRuns: 12 },
  );
  await pool.end();
  expect(await harness.rows("SELECT * FROM trigger_error_log")).toEqual([]);
});

test("rates and averages follow from their sums, and stay unknown without calls", async () => {
  const { userId, agentId } = await harness.createTenant();
  await harness.owner.query(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at, duration_seconds, duration_minutes)
     SELECT $1, $2, gen_random_uuid(), 'inbound', CASE WHEN n = 1 THEN 'failed' ELSE 'completed' END, '2026-07-01T12:00Z', 61, 2
     FROM generate_series(1, 3) n`,
    [agentId, userId],
  );
  await harness.owner.query(
    `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, intent_score, lead_status_tag, cta_demo_clicked, cta_pricing_clicked)
     SELECT id, user_id, agent_id, call_date, 71, 'hot', true, true FROM calls WHERE user_id = $1 LIMIT 1`,
    [userId],
  );
  const figures =
    "avg_duration_minutes, success_rate, conversion_rate, cta_conversion_rate, total_cta_interactions, avg_intent_score, avg_fit_score";
  expect(await harness.rows(`SELECT ${figures} FROM user_analytics WHERE user_id = $1`, [userId])).toEqual([
    {
      avg_duration_minutes: "2.00",
      success_rate: "66.67",
      conversion_rate: "33.33",
      cta_conversion_rate: "33.33",
      total_cta_interactions: 2,
      avg_intent_score: "71.00",
      avg_fit_score: null,
    },
  ]);
  await harness.owner.query("DELETE FROM calls WHERE user_id = $1", [userId]);
  const [emptied] = await harness.rows(
    `SELECT total_calls, leads_generated, ${figures} FROM user_analytics WHERE user_id = $1`,
    [userId],
  );
  expect(emptied).toMatchObject({ total_calls: 0, leads_generated: 0, success_rate: null, total_cta_interactions: 0 });
});

test("an upsert that changes nothing writes no rollup", async () => {
  const { userId, agentId } = await harness.createTenant();
  await harness.owner.query(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
     VALUES ($1, $2, 'conv_still', 'inbound', 'completed', '2026-07-01T12:00Z')`,
    [agentId, userId],
  );
  const version = async () =>
    (await harness.rows("SELECT xmin FROM agent_analytics WHERE agent_id = $1", [agentId]))[0];
  const before = await version();
  await harness.owner.query("UPDATE calls SET summary = 'Other words' WHERE elevenlabs_conversation_id = 'conv_still'");
  expect(await version()).toEqual(before);
});

test("a failing rollup is written down and the call is kept", async () => {
  const { userId, agentId } = await harness.createTenant();
  await harness.owner.query("BEGIN");
  await harness.owner.query(
    "ALTER TABLE agent_analytics ADD CONSTRAINT test_refuses CHECK (total_calls < 0) NOT VALID",
  );
  await harness.owner.query(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
     VALUES ($1, $2, 'conv_logged', 'inbound', 'completed', now())`,
    [agentId, userId],
  );
  const logged = await harness.rows("SELECT table_name, operation, error_message FROM trigger_error_log");
  const kept = await harness.rows("SELECT id FROM calls WHERE elevenlabs_conversation_id = 'conv_logged'");
  await harness.owner.query("ROLLBACK");
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({ table_name: "calls", operation: "INSERT" });
  expect(logged[0]?.error_message).toContain("test_refuses");
  expect(kept).toHaveLength(1);
});
