import { afterAll, beforeAll, expect, test } from "vitest";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { rollupDifferences } from "@/test/recompute";

const rollups = [
  "agent_analytics",
  "user_analytics",
  "user_daily_analytics",
  "call_analytics_cache",
  "call_segment_analytics",
];

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());

const dayOf = async ({ userId }: TestTenant) =>
  (await harness.rows("SELECT total_calls, answered_calls FROM user_daily_analytics WHERE user_id = $1", [userId]))[0];

test("a batch writes each row of a rollup once", async () => {
  await harness.owner.query(
    `CREATE TABLE written (rollup text, row jsonb);
     CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO written VALUES (TG_TABLE_NAME, to_jsonb(NEW)); RETURN NULL; END $$`,
  );
  for (const rollup of rollups) {
    await harness.owner.query(
      `CREATE TRIGGER note AFTER INSERT OR UPDATE ON ${rollup} FOR EACH ROW EXECUTE FUNCTION note()`,
    );
  }
  for (let minute = 0; minute < 5; minute += 1) {
    await harness.receive(
      conversationEvent({ agentId: tenant.providerAgentId, startedAt: new Date(Date.UTC(2026, 9, 2, 9, minute)) }),
    );
  }
  await harness.process();
  const written = await harness.rows(
    `SELECT rollup, count(*)::integer AS rows, count(DISTINCT (
       row -> 'date', row -> 'hour', row -> 'date_period', row -> 'period_type', row -> 'call_source'))::integer AS keys
     FROM written GROUP BY 1 ORDER BY 1`,
  );
  expect(written).toEqual([
    { rollup: "agent_analytics", rows: 1, keys: 1 },
    { rollup: "call_analytics_cache", rows: 3, keys: 3 },
    { rollup: "call_segment_analytics", rows: 1, keys: 1 },
    { rollup: "user_analytics", rows: 2, keys: 2 },
    { rollup: "user_daily_analytics", rows: 1, keys: 1 },
  ]);
  for (const rollup of rollups) await harness.owner.query(`DROP TRIGGER note ON ${rollup}`);
  expect(await dayOf(tenant)).toMatchObject({ total_calls: 5 });
  expect(await rollupDifferences(harness.owner)).toEqual([]);
});

test("what is collected is seen when it is released, and at the latest when the transaction has committed", async () => {
  const other = await harness.createTenant();
  await harness.owner.query("BEGIN");
  await harness.owner.query("SELECT collect_rollup_changes()");
  await insertCall(harness.owner, other, { outcome: "completed" });
  expect(await dayOf(other)).toBeUndefined();
  await harness.owner.query("SELECT release_rollup_changes()");
  expect(await dayOf(other)).toEqual({ total_calls: 1, answered_calls: 1 });
  await insertCall(harness.owner, other, { outcome: "busy" });
  expect(await dayOf(other)).toEqual({ total_calls: 2, answered_calls: 1 });
  await harness.owner.query("SELECT collect_rollup_changes()");
  await insertCall(harness.owner, other, { outcome: "completed" });
  expect(await dayOf(other)).toEqual({ total_calls: 2, answered_calls: 1 });
  await harness.owner.query("COMMIT");
  expect(await dayOf(other)).toEqual({ total_calls: 3, answered_calls: 2 });
  expect(await harness.rows("SELECT * FROM rollup_changes")).toEqual([]);
});

test("changes rolled back to a savepoint do not affect rollups, nor does a rolled-back transaction", async () => {
  const other = await harness.createTenant();
  await harness.owner.query("BEGIN");
  await harness.owner.query("SELECT collect_rollup_changes()");
  await insertCall(harness.owner, other, {});
  await harness.owner.query("SAVEPOINT before");
  await insertCall(harness.owner, other, {});
  await harness.owner.query("ROLLBACK TO SAVEPOINT before");
  await harness.owner.query("COMMIT");
  expect(await dayOf(other)).toMatchObject({ total_calls: 1 });
  await harness.owner.query("BEGIN");
  await harness.owner.query("SELECT collect_rollup_changes()");
  await insertCall(harness.owner, other, {});
  await harness.owner.query("ROLLBACK");
  expect(await dayOf(other)).toMatchObject({ total_calls: 1 });
  expect(await rollupDifferences(harness.owner)).toEqual([]);
});

test("rebuilding counts what the transaction has collected once", async () => {
  const other = await harness.createTenant();
  await harness.owner.query("BEGIN");
  await harness.owner.query("SELECT collect_rollup_changes()");
  await insertCall(harness.owner, other, { outcome: "completed" });
  await harness.owner.query("SELECT rebuild_user_daily_analytics($1, '-infinity', 'infinity')", [other.userId]);
  expect(await dayOf(other)).toEqual({ total_calls: 1, answered_calls: 1 });
  await harness.owner.query("COMMIT");
  expect(await dayOf(other)).toEqual({ total_calls: 1, answered_calls: 1 });
  expect(await rollupDifferences(harness.owner)).toEqual([]);
});

test("a tenant neither sees nor forges what is collected; one who says that it collects only waits for its own metrics", async () => {
  const other = await harness.createTenant();
  const callId = await insertCall(harness.owner, other, { outcome: "completed", lead: { score: 80 } });
  for (const statement of [
    "SELECT * FROM rollup_changes",
    "INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type, total_calls) VALUES (false, app_user_id(), app_user_id(), '2026-10-01', 1, 'phone', 'inbound', 9)",
    "SELECT collect_rollup_changes()",
    "SELECT release_rollup_changes()",
    "SELECT apply_rollup_changes('calls', 'INSERT')",
  ]) {
    await expect(
      harness.db.tenant(other.userId, (tx) => tx.query(statement)),
      statement,
    ).rejects.toMatchObject({
      code: "42501",
    });
  }
  await harness.db.tenant(other.userId, async (tx) => {
    await tx.query("SELECT set_config('app.rollups', 'collected', true)");
    await tx.query("UPDATE agent_call_outcomes SET edited_outcome = 'busy' WHERE call_id = $1", [callId]);
  });
  expect(await dayOf(other)).toEqual({ total_calls: 1, answered_calls: 0 });
  expect(await rollupDifferences(harness.owner)).toEqual([]);
});
