import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { silentCounters } from "@/test/recompute";
import { proveRollups } from "@/test/rollup-history";
import type { HistoryTenant } from "@/test/rollup-operations";

let harness: IngestHarness;
const tenants: HistoryTenant[] = [];
beforeAll(async () => {
  harness = await createIngestHarness();
  for (const timezone of ["Europe/Berlin", "America/St_Johns", "Pacific/Auckland"]) {
    const { userId, agentId } = await harness.createTenant({ timezone });
    tenants.push({ userId, agentIds: [agentId, (await harness.addAgent(userId)).agentId] });
  }
});
afterAll(() => harness.dispose());

test("after one history of 3,000 operations on 8 connections every rollup equals its calls and its rebuild, and no deadlock reached a caller", async () => {
  const { operations, retries, failures } = await proveRollups(harness, tenants, {
    connections: 8,
    transactionsEach: 44,
    runs: 4,
  });
  expect(operations).toBeGreaterThanOrEqual(3_000);
  expect(failures).toBe(0);
  expect(retries).toBeLessThan(operations / 100);
  await makeBestAgent();
  expect(await silentCounters(harness.owner)).toEqual([]);
  const isOfRollups = "check_name IN ('rollup_is_not_its_calls', 'segment_is_not_its_calls')";
  expect(await harness.rows(`SELECT * FROM find_figure_differences() WHERE ${isOfRollups}`)).toEqual([]);
  expect(await harness.rows("SELECT * FROM trigger_error_log")).toEqual([]);
}, 360_000);

/** Whatever a history has left, some agent has the ten calls of 30 days without which none is the best. */
async function makeBestAgent(): Promise<void> {
  const [{ userId, agentIds } = { userId: "", agentIds: [""] }] = tenants;
  const agent = { userId, agentId: agentIds[0] ?? "", providerAgentId: "" };
  const startedAt = new Date(Date.now() - 7 * 86_400_000).toISOString();
  for (let n = 0; n < 10; n += 1) await insertCall(harness.owner, agent, { startedAt });
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
}

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
  const totals =
    "avg_duration_minutes, success_rate, conversion_rate, cta_conversion_rate, total_cta_interactions, avg_intent_score, avg_fit_score";
  expect(
    await harness.rows(`SELECT ${totals} FROM user_analytics WHERE user_id = $1 AND hour IS NULL`, [userId]),
  ).toEqual([
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
    `SELECT total_calls, leads_generated, ${totals} FROM user_analytics WHERE user_id = $1 AND hour IS NULL`,
    [userId],
  );
  expect(emptied).toMatchObject({ total_calls: 0, leads_generated: 0, success_rate: null, total_cta_interactions: 0 });
});

test("no rate exceeds 100 %: what a call brought counts as long as the call does, and comes and goes with it", async () => {
  const { userId, agentId, providerAgentId } = await harness.createTenant();
  const tenant = { userId, agentId, providerAgentId };
  const one = { startedAt: "2026-07-01T12:00Z", lead: { score: 90, ctas: ["demo" as const] }, outcome: "disconnected" };
  const kept = await insertCall(harness.owner, tenant, one);
  const others = [
    await insertCall(harness.owner, tenant, { ...one, status: "cancelled" }),
    await insertCall(harness.owner, tenant, { ...one, status: "in_progress" }),
  ];
  const totals = async () => {
    const rates = "max(conversion_rate)::float8 AS conversion, max(answer_rate)::float8 AS answered";
    const { rows } = await harness.owner.query(
      `SELECT sum(total_calls)::integer AS calls, sum(leads_generated)::integer AS leads, ${rates},
         (SELECT sum(leads_generated)::integer FROM call_segment_analytics WHERE user_id = $1) AS segment_leads,
         (SELECT sum(disconnected_outcomes)::integer FROM call_segment_analytics WHERE user_id = $1) AS segment_outcomes,
         (SELECT sum(leads_generated)::integer FROM call_analytics_cache WHERE user_id = $1 AND period_type = 'monthly') AS cached_leads
       FROM user_analytics WHERE user_id = $1 AND hour IS NULL`,
      [userId],
    );
    return rows[0];
  };
  const counts = (calls: number) => ({
    calls,
    leads: calls,
    conversion: calls > 0 ? 100 : null,
    answered: calls > 0 ? 100 : null,
    segment_leads: calls,
    segment_outcomes: calls,
    cached_leads: calls,
  });
  expect(await totals()).toEqual(counts(1));
  await harness.owner.query("UPDATE calls SET status = 'completed' WHERE id = ANY ($1)", [others]);
  expect(await totals()).toEqual(counts(3));
  await harness.owner.query("UPDATE calls SET status = 'cancelled' WHERE id = ANY ($1)", [[kept, ...others]]);
  expect(await totals()).toEqual(counts(0));
  expect(await harness.rows("SELECT * FROM find_figure_differences($1)", [userId])).toEqual([]);
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
