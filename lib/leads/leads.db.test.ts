import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeCursor } from "@/lib/lists/cursor";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { type CallOptions, insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { getLead } from "./get-lead";
import { getLeadBoard } from "./get-lead-board";
import { leadOrders } from "./lead-orders";
import { listCallsOfPerson } from "./list-calls-of-person";
import { listLeads } from "./list-leads";
import type { LeadFilters, LeadListItem, LeadSort } from "./schema";

let harness: IngestHarness;
let mine: TestTenant;
let other: TestTenant;
const mara = "+442079460018";
const jon = "+442079460019";

beforeAll(async () => {
  harness = await createIngestHarness();
  mine = await harness.createTenant();
  await harness.owner.query("UPDATE users SET country = 'GB' WHERE id = $1", [mine.userId]);
  other = await harness.createTenant();
  const call = (phoneNumber: string | null, startedAt: string, options: CallOptions) =>
    insertCall(harness.owner, mine, { phoneNumber, startedAt, outcome: "completed", ...options });
  await call(mara, "2026-10-01T10:00:00Z", { lead: { score: 90, ctas: ["demo", "pricing"] } });
  await call(mara, "2026-10-02T10:00:00Z", { outcome: "voicemail" });
  const latest = await call(mara, "2026-10-03T10:00:00Z", { lead: { score: 50, ctas: ["demo"] } });
  await harness.owner.query(
    "UPDATE lead_analytics SET extracted_name = 'Mara Lindqvist', company_name = 'Haulwell', demo_scheduled_at = '2026-11-02T09:00Z' WHERE call_id = $1",
    [latest],
  );
  const jonsCall = await call(jon, "2026-10-04T10:00:00Z", { lead: { score: 20 } });
  await harness.owner.query(
    "UPDATE lead_analytics SET extracted_name = 'Jon Brill', extracted_email = 'jon@brill.example' WHERE call_id = $1",
    [jonsCall],
  );
  const widget = await call(null, "2026-10-05T10:00:00Z", { lead: { score: null }, source: "internet" });
  await harness.owner.query("UPDATE calls SET caller_email = 'Ada@Analytical.example' WHERE id = $1", [widget]);
  await call(null, "2026-10-06T10:00:00Z", { lead: { score: 75 } });
  await harness.owner.query(
    "INSERT INTO follow_ups (user_id, lead_phone, follow_up_date) VALUES ($1, $2, '2026-11-05'), ($1, $3, '2026-10-20')",
    [mine.userId, mara, jon],
  );
  await harness.owner.query(
    `WITH contact AS (INSERT INTO contacts (user_id, name, phone_number) VALUES ($1, 'Jon', $2) RETURNING id, user_id)
     INSERT INTO customers (user_id, contact_id, customer_reference_number, name, phone) SELECT user_id, id, '', 'Jon', $2 FROM contact`,
    [mine.userId, jon],
  );
});
afterAll(() => harness.dispose());

const ctx = () => tenantContext(harness.db, mine.userId);
const keysOf = (leads: readonly LeadListItem[]) => leads.map(({ personKey }) => shortKey(personKey));
const shortKey = (key: string) => (/^[0-9a-f-]{36}$/.test(key) ? "call" : key);
const found = async (filters: LeadFilters, sort?: LeadSort) =>
  keysOf((await listLeads(ctx(), { filters, sort })).leads);

test("a person is one lead, whatever the number of calls, and says what the latest and the best of them found", async () => {
  const { leads, total } = await listLeads(ctx(), { filters: {} });
  expect(keysOf(leads)).toEqual(["call", "ada@analytical.example", jon, mara]);
  expect(total).toEqual({ count: 4, isMore: false });
  expect(leads.at(-1)).toMatchObject({
    name: "Mara Lindqvist",
    company: "Haulwell",
    phone: { e164: mara, country: "United Kingdom" },
    callCount: 2,
    temperature: "warm",
    latestScore: 50,
    bestScore: 90,
    bestTemperature: "hot",
    ctas: ["pricing", "demo"],
    demoAt: "2026-11-02T09:00:00.000Z",
    followUpDay: "2026-11-05",
    customer: null,
  });
  expect(leads[2]?.customer?.reference).toMatch(/^CUST-\d{4}-0001$/);
  expect(leads[1]).toMatchObject({ email: "ada@analytical.example", latestScore: null, temperature: "cold" });
});

test("they are sorted by the latest call, its score, or the best score", async () => {
  expect(await found({}, "score")).toEqual(["call", mara, jon, "ada@analytical.example"]);
  expect(await found({}, "best")).toEqual([mara, "call", jon, "ada@analytical.example"]);
});

describe("each filter narrows the list", () => {
  const cases: [what: string, filters: LeadFilters, keys: string[]][] = [
    ["temperature of the latest call", { temperature: "hot" }, ["call"]],
    ["score from", { score: { from: 50, to: null } }, ["call", mara]],
    ["score to, which those without any do not have", { score: { from: null, to: 50 } }, [jon, mara]],
    ["any call to action", { cta: "any" }, [mara]],
    ["one call to action", { cta: "pricing" }, [mara]],
    ["one that nobody asked for", { cta: "human" }, []],
    ["a demo", { demo: "yes" }, [mara]],
    ["a pending follow-up", { followup: "open" }, [jon, mara]],
    ["an overdue follow-up", { followup: "overdue" }, [jon]],
    ["no follow-up", { followup: "none" }, ["call", "ada@analytical.example"]],
    ["customers", { customer: "yes" }, [jon]],
    ["not yet customers", { customer: "no" }, ["call", "ada@analytical.example", mara]],
    ["the beginning of a name", { q: "mar" }, [mara]],
    ["the beginning of a last name", { q: "Brill" }, [jon]],
    ["the beginning of a company", { q: "haul" }, [mara]],
    ["the beginning of an address", { q: "jon@" }, [jon]],
    ["a number as people write it", { q: "+44 20 7946 0019" }, [jon]],
    ["the beginning of a number", { q: "0044 20794" }, [jon, mara]],
    ["a number in another spelling", { q: "+44 (0)20 7946 0019" }, [jon]],
    ["a number as it is dialled at home", { q: "020 7946 0019" }, [jon]],
    ["nothing that begins so", { q: "lind%" }, []],
    [
      "the day of the latest call",
      { range: resolveRange({ range: "custom", from: "2026-10-04", to: "2026-10-05" }, "2026-10-31").range },
      ["ada@analytical.example", jon],
    ],
    ["several at once", { temperature: "warm", cta: "demo", q: "mara" }, [mara]],
  ];
  test.each(cases)("%s", async (_what, filters, keys) => {
    expect(await found(filters)).toEqual(keys);
    expect((await listLeads(ctx(), { filters })).total).toEqual({ count: keys.length, isMore: false });
  });
  test("the agent of the latest call", async () => {
    expect(await found({ agent: mine.agentId })).toHaveLength(4);
    expect(await found({ agent: other.agentId })).toEqual([]);
  });
});

test.each(["latest", "score", "best"] as const)("paging by %s shows everybody once, forward and back", async (sort) => {
  const all = await found({}, sort);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const at: string | null = cursor;
    const page = await listLeads(ctx(), {
      filters: {},
      sort,
      limit: 1,
      cursor: at ? decodeCursor(at, leadOrders[sort]) : null,
    });
    seen.push(...keysOf(page.leads));
    cursor = page.nextCursor;
    if (cursor === null && page.previousCursor) {
      const back = await listLeads(ctx(), {
        filters: {},
        sort,
        limit: 1,
        cursor: decodeCursor(page.previousCursor, leadOrders[sort]),
      });
      expect(keysOf(back.leads)).toEqual(all.slice(-2, -1));
    }
  } while (cursor);
  expect(seen).toEqual(all);
});

test("a cursor of another order, or made up, is none", async () => {
  const { nextCursor } = await listLeads(ctx(), { filters: {}, sort: "score", limit: 1 });
  expect(decodeCursor(nextCursor ?? "", leadOrders.latest)).toBeNull();
  for (const text of ["", "nonsense", Buffer.from("score a 50 yesterday x").toString("base64url")])
    expect(decodeCursor(text, leadOrders.score)).toBeNull();
});

test("the board has each temperature's leads, count and places", async () => {
  const board = await getLeadBoard(ctx(), {
    filters: {},
    sort: "latest",
    cursors: { hot: null, warm: null, cold: null },
  });
  expect([board.hot, board.warm, board.cold].map(({ leads }) => keysOf(leads))).toEqual([
    ["call"],
    [mara],
    ["ada@analytical.example", jon],
  ]);
  expect(board.cold.total).toEqual({ count: 2, isMore: false });
});

test("a lead has all its judged calls, and its person every call", async () => {
  const [, , , listed] = (await listLeads(ctx(), { filters: {} })).leads;
  const lead = await getLead(ctx(), { id: listed?.id ?? "" });
  expect(lead.scores.map(({ score, ctas, override }) => ({ score, ctas, override }))).toEqual([
    { score: 50, ctas: ["demo"], override: null },
    { score: 90, ctas: ["pricing", "demo"], override: null },
  ]);
  expect(lead).toMatchObject({
    identityKind: "phone",
    wasQualified: true,
    ctaCalls: { pricing: 1, demo: 2, followup: 0, sample: 0, human: 0 },
    firstCall: { at: "2026-10-01T10:00:00.000Z", source: "phone", direction: "inbound" },
  });
  const { calls } = await listCallsOfPerson(ctx(), { personKeys: [mara] });
  expect(calls.map(({ outcome, lead: found }) => [outcome, found?.totalScore ?? null])).toEqual([
    ["completed", 50],
    ["voicemail", null],
    ["completed", 90],
  ]);
});

test("another tenant sees none of it, and nobody without the permission asks at all", async () => {
  const [lead] = (await listLeads(ctx(), { filters: {} })).leads;
  const theirs = tenantContext(harness.db, other.userId);
  expect((await listLeads(theirs, { filters: {} })).leads).toEqual([]);
  expect((await listCallsOfPerson(theirs, { personKeys: [mara] })).calls).toEqual([]);
  for (const id of [lead?.id ?? "", "nonsense", "01900000-0000-7000-8000-000000000001"])
    await expect(getLead(theirs, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const job = { ...theirs, actor: { kind: "job" as const, name: "test" } };
  for (const ask of [
    () => listLeads(job, { filters: {} }),
    () => getLead(job, { id: lead?.id ?? "" }),
    () => getLeadBoard(job, { filters: {}, sort: "latest", cursors: { hot: null, warm: null, cold: null } }),
    () => listCallsOfPerson(job, { personKeys: [mara] }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a search that matches more leads than are found first still lists those that match, and no other", async () => {
  const large = await harness.createTenant();
  await harness.owner.query("UPDATE users SET country = 'GB' WHERE id = $1", [large.userId]);
  // Leads alone: what makes them of calls would take minutes for so many.
  await harness.owner.query("SET session_replication_role = replica");
  await harness.owner.query(insertMatches, [large.userId, large.agentId]);
  await harness.owner.query("SET session_replication_role = origin");
  const search = (q: string, limit: number) =>
    listLeads(tenantContext(harness.db, large.userId), { filters: { q }, limit });
  const { leads, total } = await search("12", 6_700);
  expect(leads.length).toBe(6_600);
  expect(leads.filter(({ name }) => name === "Somebody Else")).toEqual([]);
  expect(total).toEqual({ count: 6_600, isMore: false });
  expect((await search("somebody", 10)).leads.length).toBe(10);
});

/** Six ways in which “12” can match, each in more leads than are looked at, and newer ones that it does not match. */
const insertMatches = `
  INSERT INTO leads (user_id, person_key, call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified, best_call_id, best_score,
    best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls, cta_sample_calls, cta_human_calls, cta_calls,
    name, email, company)
  SELECT $1, CASE way WHEN 0 THEN '+12' WHEN 1 THEN '+4412' ELSE '+49' || way END || lpad(i::text, 7, '0'), 1, uuid_v7(), at, 'phone',
    'inbound', 50, 'warm', uuid_v7(), at, at::date, $2, 50, 'warm', true, uuid_v7(), 50, 'warm', true, 0, 0, 0, 0, 0, 0,
    CASE way WHEN 2 THEN '12 Acacia' WHEN 3 THEN 'Acacia 12' WHEN 6 THEN 'Somebody Else' ELSE 'Anybody' END,
    CASE way WHEN 4 THEN '12@caller.example' END, CASE way WHEN 5 THEN '12 Ltd' END
  FROM generate_series(0, 6) way, generate_series(1, 1100) i, LATERAL (SELECT now() - (7 - way) * interval '1 day' AS at) moment`;
