import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import type { CallFilters, CallSort } from "../schema";
import { countByLooking } from "./count-by-looking";
import { listCalls } from "./list-calls";

const many = 26_000;
const manyLeads = 10_500;
let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await harness.owner.query(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, call_source, lead_type, status, started_at, has_audio,
       duration_seconds, duration_minutes)
     SELECT $1, $2, 'conv_of_many_' || n, 'phone', 'inbound', 'completed', '2026-01-01T00:00Z'::timestamptz + n * interval '10 minutes',
       true, n % 600, ceil(n % 600 / 60.0) FROM generate_series(1, $3::integer) n`,
    [tenant.agentId, tenant.userId, many],
  );
  await harness.owner.query(
    "INSERT INTO lead_analytics (call_id, user_id, total_score) SELECT id, user_id, 90 FROM calls WHERE user_id = $1 ORDER BY id LIMIT $2",
    [tenant.userId, manyLeads],
  );
}, 120_000);
afterAll(() => harness.dispose());

const total = async (filters: CallFilters, sort?: CallSort) =>
  (await listCalls(tenantContext(harness.db, tenant.userId), { filters, sort })).total;

test("of more calls than are looked at, what a rollup or an index knows is exact as far as ten thousand, and the rest is exceeded", async () => {
  expect(await total({})).toEqual({ count: many, isMore: false });
  expect(await total({ status: ["completed"] }, "longest")).toEqual({ count: many, isMore: false });
  expect(await total({ temperature: "hot", status: ["completed", "failed"] })).toEqual({
    count: manyLeads,
    isMore: false,
  });
  expect(await total({ lead: "yes" })).toEqual({ count: manyLeads, isMore: false });
  expect(await total({ recording: "yes" })).toEqual({ count: 10_000, isMore: true });
  expect(await total({ duration: { min: 0, max: 59 } })).toEqual({ count: 2_639, isMore: false });
  expect(await total({ duration: { min: 100, max: null } })).toEqual({ count: 10_000, isMore: true });
  // An hour of the day is looked for call by call: no index has it.
  const { count, isMore } = await total({ recording: "yes", hour: 3 });
  expect(isMore).toBe(true);
  expect(count).toBeGreaterThan(900);
  expect(count).toBeLessThan(many / 24);
  expect(await total({ recording: "yes", hour: 3, duration: { min: 599, max: null } })).toMatchObject({
    isMore: false,
  });
});

/** The total on its own: a page that took long is not counted. */
const counted = (filters: CallFilters) =>
  harness.db.tenant(tenant.userId, (tx) =>
    countByLooking(tx, { userId: tenant.userId, timezone: "Europe/Berlin" }, { filters, sort: "newest", seen: 0 }),
  );

test("words that most calls hold are looked for call by call, and exactly where another condition leaves few", async () => {
  await harness.owner.query(
    `INSERT INTO call_searches (call_id, user_id, words)
     SELECT id, user_id, format('''u:%s'' ''common'' ''w%s''%s', user_id, duration_seconds, CASE WHEN duration_seconds % 2 = 0 THEN ' ''even''' END)::tsvector FROM calls`,
  );
  await harness.owner.query("ANALYZE call_searches");
  // The planner, which needs a hundred words for an estimate, gets statistics in which these are twenty times as frequent.
  await harness.owner.query("UPDATE pg_class SET reltuples = reltuples * 20 WHERE oid = 'call_searches'::regclass");
  expect(await counted({ q: "common" })).toEqual({ count: 10_000, isMore: true });
  const even = await counted({ q: "common even" });
  expect(even.isMore).toBe(true);
  expect(even.count).toBeGreaterThan(5_000);
  expect(await counted({ q: "common", duration: { min: 590, max: null } })).toEqual({ count: 430, isMore: false });
  expect(await counted({ q: "common even", duration: { min: 590, max: null } })).toEqual({ count: 215, isMore: false });
  expect(await counted({ q: "common -even", duration: { min: 590, max: null } })).toEqual({
    count: 215,
    isMore: false,
  });
});
