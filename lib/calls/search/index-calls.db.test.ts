import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { listCalls } from "../list/list-calls";
import { checkSearchDelay } from "./check-search-delay";
import { readSearchDelay } from "./read-search-delay";
import { vectorBytesMax } from "./search-vector";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());
afterEach(async () => {
  await harness.rows("DELETE FROM calls");
  await harness.rows("DELETE FROM call_search_rebuilds");
});

const said = (text: string) => [{ role: "user", text, atSeconds: 0 }];
const say = (text: string) => insertCall(harness.owner, tenant, { turns: said(text) });
const found = async (q: string, whose = tenant) =>
  (await listCalls(tenantContext(harness.db, whose.userId), { filters: { q } })).calls.map(({ id }) => id);
const audit = () =>
  harness.rows<{ row_id: string; detail: string }>("SELECT row_id, detail FROM find_search_differences($1)", [
    tenant.userId,
  ]);
const take = async (calls: number, bytes = 4_000_000) =>
  harness.db.job(async (tx) => {
    const { rows } = await tx.query<{ ids: string[] }>("SELECT take_call_searches($1, $2) AS ids", [calls, bytes]);
    return rows[0]?.ids ?? [];
  });
/** Calls as plain rows, an hour apart, the oldest first. */
const insertMany = async (count: number) =>
  (
    await harness.rows<{ id: string }>(
      `WITH call AS (
         INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, caller_name, started_at)
         SELECT $2, $1, 'conv_many_' || gen_random_uuid(), 'inbound', 'cancelled', 'Kestrel ' || n, '2026-06-01T00:00Z'::timestamptz + n * interval '1 hour'
         FROM generate_series(1, $3) n RETURNING id, started_at)
       SELECT id FROM call ORDER BY started_at`,
      [tenant.userId, tenant.agentId, count],
    )
  ).map(({ id }) => id);

test("a transcript of 600 KB of distinct Korean words is found by its first words and hinders no other call, nor the rebuild", async () => {
  const syllable = (n: number) => String.fromCodePoint(0xac00 + (n % 11_172));
  const words = Array.from({ length: 60_000 }, (_, n) => syllable(n * 7 + 3) + syllable(n * 13 + 1) + syllable(n));
  const text = words.join(" ");
  expect(Buffer.byteLength(text)).toBeGreaterThan(590_000);
  const [before, huge, after] = [await say("falcon"), await say(text), await say("heron")];
  for (const round of ["made", "made anew"]) {
    expect(await harness.index(), round).toEqual({ made: 3, changed: round === "made" ? 3 : 0, failed: 0 });
    expect(await found("falcon")).toEqual([before]);
    expect(await found("heron")).toEqual([after]);
    expect(await found(words[5] ?? "")).toContain(huge);
    expect(await audit()).toEqual([]);
    await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  }
  const [row] = await harness.rows<{ bytes: number }>(
    "SELECT length(words::text) AS bytes FROM call_searches WHERE call_id = $1",
    [huge],
  );
  expect(row?.bytes).toBeGreaterThan(vectorBytesMax / 4);
});

test("whatever a transcript is made of, its words can be kept", async () => {
  const hostile = [
    "x".repeat(5_000),
    "é".repeat(5_000),
    "🙂".repeat(5_000),
    "'\\' \\\\ '' : * & | ! <-> ( )",
    "ﷺ ﷺ \u0000".replace("\u0000", ""),
    "a\u0301".repeat(3_000),
    `${"0123456789 ".repeat(3_000)}`,
    "the ".repeat(40_000),
    Array.from({ length: 200_000 }, (_, n) => `w${n.toString(36)}`).join(" "),
    "上海".repeat(60_000),
  ];
  const ids: string[] = [];
  for (const text of hostile) ids.push(await say(`${text} peregrine`));
  const odd = ["[]", '[1, null, [], {}, {"text": 5}, {"text": {"a": "osprey"}}, {"text": null}, {"text": ["x"]}]'];
  for (const segments of odd) {
    const id = await say("x");
    await harness.rows("UPDATE transcripts SET speaker_segments = $2 WHERE call_id = $1", [id, segments]);
    ids.push(id);
  }
  expect(await harness.index()).toEqual({ made: ids.length, changed: ids.length, failed: 0 });
  expect(await audit()).toEqual([]);
});

test("phrases are also found after the sixteen thousandth word", async () => {
  const id = await say(`${"filler and more ".repeat(6_000)} the grey heron 上海东边 landed`);
  await harness.index();
  for (const q of ['"grey heron"', "海东边", '"heron grey"']) {
    expect(await found(q), q).toEqual(q === '"heron grey"' ? [] : [id]);
  }
});

test("a call that cannot be indexed is recorded with the reason, its batch continues, and a retry succeeds", async () => {
  await harness.owner.query(
    "ALTER TABLE call_searches ADD CONSTRAINT test_refuses CHECK (NOT words @@ 'poison'::tsquery) NOT VALID",
  );
  try {
    const [before, poison, after] = [await say("falcon"), await say("poison"), await say("heron")];
    expect(await harness.index()).toEqual({ made: 2, changed: 2, failed: 1 });
    expect([await found("falcon"), await found("heron")]).toEqual([[before], [after]]);
    const broken = { row_id: poison, detail: expect.stringMatching(/^has no words: .*test_refuses/) };
    expect(await audit()).toEqual([broken]);
    expect(await readSearchDelay(harness.db)).toEqual({
      pendingCalls: 0,
      oldestSeconds: 0,
      rebuilds: 0,
      failedCalls: 1,
    });
    await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
    expect(await harness.index()).toEqual({ made: 2, changed: 0, failed: 1 });
    expect(await audit()).toEqual([broken]);
  } finally {
    await harness.owner.query("ALTER TABLE call_searches DROP CONSTRAINT test_refuses");
  }
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  expect(await harness.index()).toEqual({ made: 3, changed: 1, failed: 0 });
  expect(await found("poison")).toHaveLength(1);
  expect(await audit()).toEqual([]);
});

test("what a worker took waits again when it is killed", async () => {
  const id = await say("falcon");
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  await expect(
    harness.db.job(async (tx) => {
      const { rows } = await tx.query<{ ids: string[] }>("SELECT take_call_searches(10, 1000000) AS ids");
      expect(rows[0]?.ids).toEqual([id]);
      await tx.query("SELECT pg_terminate_backend(pg_backend_pid())");
    }),
  ).rejects.toThrow();
  expect(await readSearchDelay(harness.db)).toMatchObject({ pendingCalls: 2, rebuilds: 1 });
  expect(await harness.index()).toMatchObject({ made: 1, failed: 0 });
  expect(await found("falcon")).toEqual([id]);
  expect(await readSearchDelay(harness.db)).toMatchObject({ pendingCalls: 0, rebuilds: 0 });
});

test("of workers that poll concurrently one works, and no call is indexed twice or left out", async () => {
  const ids = await insertMany(700);
  const done = await Promise.all(Array.from({ length: 4 }, () => harness.index()));
  expect(done.reduce((sum, { made }) => sum + made, 0)).toBe(700);
  expect((await harness.index()).made).toBe(0);
  const rows = await harness.rows<{ call_id: string }>("SELECT call_id FROM call_searches ORDER BY call_id");
  expect(rows.map(({ call_id }) => call_id)).toEqual(ids.toSorted());
});

test("calls that wait longest come first, and a new one waits for no backlog of requests or of reindexing", async () => {
  const backlog = await insertMany(500);
  await harness.index();
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  await harness.rows("UPDATE calls SET caller_name = 'Merlin' WHERE id = ANY ($1)", [backlog]);
  const fresh = await say("falcon");
  const [first, second] = [await take(40), await take(40)];
  const queue = (await harness.rows<{ call_id: string }>("SELECT call_id FROM call_search_queue ORDER BY id")).length;
  expect(first).toContain(fresh);
  expect(first.length).toBeLessThanOrEqual(40);
  expect(first).toEqual(expect.arrayContaining(backlog.slice(-10)));
  expect(second.length).toBeGreaterThan(30);
  expect(queue).toBeLessThan(501 - 40);
  expect((await harness.index()).failed).toBe(0);
  expect(await readSearchDelay(harness.db)).toMatchObject({ pendingCalls: 0, rebuilds: 0 });
});

test("a batch does not exceed its limit, and a call that is larger than that is indexed alone", async () => {
  const random = () => Array.from({ length: 2_000 }, () => Math.random().toString(36).slice(2)).join(" ");
  const ids = [await say(random()), await say(random()), await say(random())];
  for (const id of ids) expect(await take(100, 1_000)).toEqual([id]);
  expect(await take(100, 1_000)).toEqual([]);
});

test("calls that are being changed or deleted are skipped, and indexed afterwards", async () => {
  const other = await harness.createTenant();
  const [kept, gone, theirs] = [
    await say("falcon"),
    await say("heron"),
    await insertCall(harness.owner, other, { turns: said("osprey") }),
  ];
  for (const { userId } of [tenant, other]) await harness.rows("SELECT rebuild_call_searches($1)", [userId]);
  const writer = new pg.Client({ connectionString: harness.connectionString });
  await writer.connect();
  try {
    await writer.query("BEGIN");
    await writer.query("SELECT FROM calls WHERE id = $1 FOR UPDATE", [kept]);
    await writer.query("DELETE FROM calls WHERE id = $1", [gone]);
    expect(await harness.index()).toMatchObject({ changed: 1, failed: 0 });
    expect(await found("osprey", other)).toEqual([theirs]);
    expect(await found("falcon")).toEqual([]);
    await writer.query("COMMIT");
  } finally {
    await writer.end();
  }
  while ((await readSearchDelay(harness.db)).rebuilds > 0) await harness.index();
  expect(await found("falcon")).toEqual([kept]);
  for (const table of ["call_search_queue", "call_search_failures", "call_searches"]) {
    expect(await harness.rows(`SELECT FROM ${table} WHERE call_id = $1`, [gone]), table).toEqual([]);
  }
});

test("a change that is committed during indexing is not lost", async () => {
  const id = await say("falcon");
  await harness.db.job(async (tx) => {
    await tx.query("SELECT take_call_searches(10, 1000000)");
    const { rows } = await tx.query<{ call_id: string; source: string }>("SELECT * FROM call_search_sources($1)", [
      [id],
    ]);
    await harness.rows("UPDATE transcripts SET speaker_segments = $2 WHERE call_id = $1", [
      id,
      JSON.stringify(said("heron")),
    ]);
    await tx.query("SELECT write_call_searches($1, $2, $3)", [
      [id],
      [`'u:${tenant.userId}' 'falcon':1`],
      rows.map(({ source }) => source),
    ]);
  });
  expect(await found("falcon")).toEqual([id]);
  await harness.index();
  expect([await found("falcon"), await found("heron")]).toEqual([[], [id]]);
});

test("words by earlier rules stay until they are reindexed, newest call first", async () => {
  const ids = await insertMany(30);
  await harness.index();
  await harness.rows("UPDATE call_searches SET digest = NULL, words = 'old'");
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  expect(await take(10)).toEqual(ids.slice(-10).toSorted());
  expect(await harness.index()).toEqual({ made: 20, changed: 20, failed: 0 });
  // A request that comes while one is worked on begins again, and is one with it.
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  await take(10);
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  expect(await harness.index()).toEqual({ made: 30, changed: 10, failed: 0 });
});

test("a call that has just been queued is no finding, and one that has waited for hours is", async () => {
  const id = await say("falcon");
  expect(await audit()).toEqual([]);
  expect((await readSearchDelay(harness.db)).pendingCalls).toBeGreaterThan(0);
  await harness.rows("UPDATE call_search_queue SET queued_at = now() - interval '3 hours'");
  expect(await audit()).toEqual([{ row_id: id, detail: "has no row" }]);
  expect((await readSearchDelay(harness.db)).oldestSeconds).toBeGreaterThan(3 * 3600 - 1);
});

test("readiness says how far search is behind, and that a minute is too far", async () => {
  expect(await checkSearchDelay(harness.db)).toEqual({ state: "ok", delaySeconds: 0, pendingCalls: 0 });
  await insertMany(3);
  expect(await checkSearchDelay(harness.db)).toMatchObject({ state: "ok", pendingCalls: 3 });
  await harness.rows("UPDATE call_search_queue SET queued_at = now() - interval '61 seconds'");
  expect(await checkSearchDelay(harness.db)).toEqual({ state: "degraded", delaySeconds: 61, pendingCalls: 3 });
  await harness.index();
  expect(await checkSearchDelay(harness.db)).toEqual({ state: "ok", delaySeconds: 0, pendingCalls: 0 });
  const away = { inbox: { query: () => Promise.reject(new Error("Away")) } };
  expect(await checkSearchDelay(away)).toEqual({ state: "unknown", delaySeconds: null, pendingCalls: null });
});
