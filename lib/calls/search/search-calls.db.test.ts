import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { decodeCallCursor } from "../list/call-cursor";
import { listCalls } from "../list/list-calls";
import { fewFoundMax } from "../list/page-input";
import { parseCallQuery } from "../list/parse-call-query";
import { markSearch } from "./mark-search";
import { parseSearch } from "./parse-search";
import { searchQuery } from "./search-query";
import { searchVector } from "./search-vector";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;

const ctxOf = (whose: TestTenant) => tenantContext(harness.db, whose.userId);
const said = (...texts: string[]) =>
  texts.map((text, index) => ({ role: index % 2 ? "user" : "agent", text, atSeconds: index * 5 }));

async function found(whose: TestTenant, q: string, params: Record<string, string> = {}): Promise<string[]> {
  const { filters, sort, notices } = parseCallQuery({ q, ...params }, "2026-10-31");
  expect(notices).toEqual([]);
  const ids: string[] = [];
  let page = await listCalls(ctxOf(whose), { filters, sort, limit: 2 });
  for (;;) {
    ids.push(...page.calls.map(({ id }) => id));
    if (!page.nextCursor) return ids;
    page = await listCalls(ctxOf(whose), { filters, sort, cursor: decodeCallCursor(page.nextCursor, sort), limit: 2 });
  }
}

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());

describe("a search", () => {
  let solar: string;
  let wind: string;
  let german: string;
  let silent: string;
  beforeAll(async () => {
    const at = (day: number) => ({ startedAt: `2026-10-0${day}T10:00:00Z` });
    solar = await insertCall(harness.owner, tenant, {
      ...at(1),
      callerName: "Mara Hughes",
      turns: said("How many solar panels?", "Twenty panels, I don’t know the price"),
    });
    wind = await insertCall(harness.owner, tenant, {
      ...at(2),
      phoneNumber: "+4930123456",
      lead: { score: 90 },
      turns: said("Wind turbines of solar", "panels and/or e-mail jo@example.com for 1,200"),
    });
    german = await insertCall(harness.owner, tenant, { ...at(3), turns: said("Schöne Grüße, Straße 日本語") });
    silent = await insertCall(harness.owner, tenant, { ...at(4), phoneNumber: "+15550100777", status: "failed" });
    await insertCall(harness.owner, other, { ...at(5), callerName: "Mara Hughes", turns: said("solar panels") });
    await harness.index();
  });

  test.each<[string, () => string[]]>([
    ["solar", () => [wind, solar]],
    ["SOLAR panels", () => [wind, solar]],
    ['"solar panels"', () => [solar]],
    ['"panels solar"', () => []],
    ["sol", () => [wind, solar]],
    ["sol panels", () => []],
    ["solar -turbines", () => [solar]],
    ["solar -price -turbines", () => []],
    ["-solar", () => [silent, german]],
    ["dont know", () => [solar]],
    ["don't", () => [solar]],
    ["schone grusse", () => [german]],
    ["STRASSE", () => [german]],
    ["日本", () => [german]],
    ["and or", () => [wind]],
    ["e-mail", () => [wind]],
    ["jo@example.com", () => [wind]],
    ["jo@exam", () => [wind]],
    ["1,200", () => [wind]],
    ["mara", () => [solar]],
    ['"mara hughes" price', () => [solar]],
    ["+4930123456", () => [wind]],
    ["+49 30 123", () => [wind]],
    ["030 123456", () => [wind]],
    ["0777", () => [silent]],
    ["agent", () => []],
    ["xturnx", () => []],
    ["nothing", () => []],
    ['wind -"solar panels"', () => [wind]],
    ['wind -"turbines solar"', () => [wind]],
    ['wind -"turbines of"', () => []],
    ["'", () => []],
  ])("for %s finds exactly its calls, newest first", async (q, expected) => {
    if (q === "'") return expect(parseCallQuery({ q }, "2026-10-31").filters).toEqual({});
    expect(await found(tenant, q)).toEqual(expected());
  });

  test("can be combined with every filter and order", async () => {
    expect(await found(tenant, "solar", { temperature: "hot" })).toEqual([wind]);
    expect(await found(tenant, "solar", { sort: "oldest" })).toEqual([solar, wind]);
    expect(await found(tenant, "solar", { sort: "score" })).toEqual([wind]);
    expect(await found(tenant, "solar", { sort: "longest", source: "internet" })).toEqual([]);
    expect(await found(tenant, "0777", { status: "failed" })).toEqual([silent]);
  });

  test("shows where it was said, who said it and when, as text and never as markup", async () => {
    const id = await insertCall(harness.owner, tenant, {
      startedAt: "2026-09-01T10:00:00Z",
      turns: said("Hello", "Look: <script>alert('solar')</script> tariff"),
    });
    await harness.index();
    const { calls } = await listCalls(ctxOf(tenant), { filters: { q: "tariff script" } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      id,
      snippet: {
        turn: 1,
        role: "user",
        atSeconds: 5,
        pieces: [
          { text: "Look: <", isMarked: false },
          { text: "script", isMarked: true },
          { text: ">alert('solar')</", isMarked: false },
          { text: "script", isMarked: true },
          { text: "> ", isMarked: false },
          { text: "tariff", isMarked: true },
        ],
      },
    });
  });

  test.each([
    "'; DROP TABLE calls --",
    "a & b | c ! ( ) :* <->",
    "\\' \\ z",
    "u:*",
    "$$ $9",
    "<iframe>",
    "🙂 x",
    "'''''a",
    "a:*",
    "ﷺ",
    "x".repeat(200),
    "é".repeat(199),
  ])("for %s is made without harm", async (q) => {
    expect(await found(tenant, q)).toEqual([]);
  });

  test("follows corrections and deletions of what was said, of names and of numbers", async () => {
    const id = await insertCall(harness.owner, tenant, { callerName: "Before", turns: said("falcon") });
    await harness.index();
    expect(await found(tenant, "falcon before")).toEqual([id]);
    await harness.owner.query("UPDATE transcripts SET speaker_segments = $2 WHERE call_id = $1", [
      id,
      JSON.stringify(said("heron")),
    ]);
    await harness.owner.query("UPDATE calls SET caller_name = 'After', phone_number = '+4915112345678' WHERE id = $1", [
      id,
    ]);
    await harness.index();
    expect(await found(tenant, "falcon")).toEqual([]);
    expect(await found(tenant, "heron after")).toEqual([id]);
    expect(await found(tenant, "015112345678")).toEqual([id]);
    await harness.owner.query(
      `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, lead_status_tag, company_name)
       SELECT id, user_id, agent_id, call_date, 'cold', 'Osprey Ltd' FROM calls WHERE id = $1`,
      [id],
    );
    await harness.index();
    expect(await found(tenant, "heron osprey")).toEqual([id]);
    await harness.owner.query("DELETE FROM lead_analytics WHERE call_id = $1", [id]);
    await harness.index();
    expect(await found(tenant, "osprey")).toEqual([]);
    await harness.owner.query("DELETE FROM transcripts WHERE call_id = $1", [id]);
    await harness.index();
    expect(await found(tenant, "heron")).toEqual([]);
    expect(await found(tenant, "after")).toEqual([id]);
    await harness.owner.query("DELETE FROM calls WHERE id = $1", [id]);
    expect(await found(tenant, "after")).toEqual([]);
    expect(await harness.rows("SELECT FROM call_searches WHERE call_id = $1", [id])).toEqual([]);
  });

  test("includes concurrent changes of a call and of its transcript during indexing", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await insertCall(harness.owner, tenant, { turns: said("old") });
      await Promise.all([
        harness.index(),
        harness.db.ingest((tx) =>
          tx.query("UPDATE calls SET caller_name = $2 WHERE id = $1", [id, `Kestrel ${round}`]),
        ),
        harness.db.ingest((tx) =>
          tx.query("UPDATE transcripts SET speaker_segments = $2 WHERE call_id = $1", [
            id,
            JSON.stringify(said(`merlin ${round}`)),
          ]),
        ),
      ]);
      await harness.index();
      expect(await found(tenant, `"kestrel ${round}" "merlin ${round}"`)).toEqual([id]);
    }
  });
});

describe("the functions behind it", () => {
  const look = (userId: string | null, sql: string, values: unknown[]) =>
    harness.db.tenant(userId ?? tenant.userId, async (tx) => {
      if (userId === null) await tx.query("SELECT set_config('app.user_id', '', true)");
      return (await tx.query<{ id: string }>(sql, values)).rows.map(({ id }) => id);
    });

  test("give nothing of another tenant, and nothing to a transaction that names none", async () => {
    const id = await insertCall(harness.owner, tenant, { turns: said("peregrine") });
    await harness.index();
    const word = "'peregrine'";
    const matching = ["SELECT call_id AS id FROM matching_calls($1, $1, $2)", [word, [id]]] as const;
    const finding = ["SELECT call_id AS id FROM find_calls($1, $1, 10)", [word]] as const;
    for (const [sql, values] of [matching, finding]) {
      expect(await look(tenant.userId, sql, [...values])).toEqual([id]);
      expect(await look(other.userId, sql, [...values])).toEqual([]);
      expect(await look(null, sql, [...values])).toEqual([]);
    }
    for (const forged of [`'u:${tenant.userId}' & ${word}`, `'u:${tenant.userId}' | ${word}`]) {
      expect(await look(other.userId, finding[0], [forged]), forged).toEqual([]);
    }
    // An empty query finds no more than all calls of the tenant.
    expect(await look(other.userId, finding[0], [""])).not.toContain(id);
  });

  test("are all that a tenant has of the words", async () => {
    await expect(
      harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT * FROM call_searches")),
    ).rejects.toMatchObject({
      code: "42501",
    });
    for (const sql of [
      "SELECT * FROM call_search_queue",
      "SELECT * FROM call_search_rebuilds",
      "SELECT * FROM call_search_failures",
      "SELECT take_call_searches(1, 1)",
      "SELECT call_search_sources('{}')",
      "SELECT write_call_searches('{}', '{}', '{}')",
      "SELECT rebuild_call_searches(gen_random_uuid())",
    ]) {
      const asked = harness.db.tenant(tenant.userId, (tx) => tx.query(sql));
      await expect(asked, sql).rejects.toMatchObject({ code: "42501" });
    }
  });
});

describe("what was said is found however it is written", () => {
  test.each([
    ["我家在上海东边", ["上海", "海", "在上海东", "上海 家在"], ["上东", "海上", "北京"]],
    ["今月の売上ダッシュボードを見せて", ["売上", "ダッシュボード", "の売", "ダッシュ 今月"], ["上売", "来月"]],
    ["ผมอยากจองห้องพักที่กรุงเทพครับ", ["กรุงเทพ", "ห้องพัก", "จองห้อง"], ["เชียงใหม่"]],
    ["서울에서 매출대시보드를 보여주세요", ["서울", "대시보드", "서울 대시보드를", "매출 서울"], ["부산", "서울대"]],
    ["on va à l'hôtel", ["hotel", "hôtel", "l'hotel", "l’hôtel va"], ["otel", '"l hotel"']],
    ["devant l’œuvre d’art", ["oeuvre", "œuvre", "l'oeuvre", "art oeuvre"], ["euvre"]],
    ["Maria's hotel, isn't it", ["maria hotel", '"marias hotel"', "isnt"], ["isn hotel", "maria don"]],
    ["Frau Müller, Straße, Łódź", ["mueller", "muller", "müller strasse lodz"], ["moller"]],
    [
      "call 202-555-0147 now",
      ["2025550147", "+1 202 555 0147", "(202) 555-0147", "call 202 555 0147", "5550147", "202 555"],
      ["2025550148", "303 555 0147"],
    ],
    ["call 2025550147 now", ["202-555-0147", "+1 202 555 0147", "202555", "call 2025550147"], ["2025550148"]],
    ["call +1 202 555 0147 now", ["2025550147", "202-555-0147", "12025550147", "+12025550147"], ["+442025550147999"]],
    ["it is $1,299.50 a year", ["1299", "$1,299.50", "1299.50", "1,299", "1.299,50"], ["1298", "12996"]],
    ["it is 1299 a year", ["1,299", "$1,299.00", "1299"], ["299"]],
  ])("%s", async (text, sought, absent) => {
    const id = await insertCall(harness.owner, tenant, { startedAt: "2026-08-01T10:00:00Z", turns: said(text) });
    await harness.index();
    for (const q of sought) {
      expect(await found(tenant, q), q).toEqual([id]);
      expect((await listCalls(ctxOf(tenant), { filters: { q } })).calls[0]?.snippet, q).not.toBeNull();
    }
    for (const q of absent) expect(await found(tenant, q), q).toEqual([]);
    await harness.owner.query("DELETE FROM calls WHERE id = $1", [id]);
  });

  test("and the words that find a turn are highlighted in it, for any text and query", async () => {
    const piece = fc.constantFrom(
      ..."a B solar Solar's l'hôtel d’œuvre don't ß Müller 我 上海 海 売上ダ ッシ 서울에 울 กรุง เทพ 202 555 0147 2025550147 $1,299.50 1 +1 020 éa\u0301 ﷺ ½ 🙂 ª ﬁ ".split(
        " ",
      ),
    );
    const gap = fc.constantFrom(" ", " ", "", "-", ", ", "\u200b", "。", "’");
    const text = fc.array(fc.tuple(piece, gap), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.flat().join(""));
    await fc.assert(
      fc.asyncProperty(text, text, fc.boolean(), async (spoken, typed, isQuoted) => {
        const terms = parseSearch(isQuoted ? `"${typed}"` : typed).slice(0, 1);
        fc.pre(terms.length === 1 && terms[0]?.isExcluded === false);
        const { strict, loose } = searchQuery(terms);
        const vector = searchVector({ userId: tenant.userId, who: [], phoneNumber: null, said: [spoken] });
        const rows = await harness.rows<{ strict: boolean; loose: boolean }>(
          "SELECT $1::tsvector @@ $2::tsquery AS strict, $1::tsvector @@ $3::tsquery AS loose",
          [vector, strict, loose],
        );
        const isMarked = markSearch(spoken, terms).some((each) => each.isMarked);
        expect(rows[0]?.strict).toBe(isMarked);
        if (isMarked) expect(rows[0]?.loose).toBe(true);
      }),
      { numRuns: 2_000, examples: [["0147\u200ba ", "0147 a ", false]] },
    );
  });
});

describe("where there are many calls", () => {
  let many: TestTenant;
  beforeAll(async () => {
    many = await harness.createTenant();
    await harness.owner.query(
      `WITH call AS (
         INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
         SELECT $2, $1, 'conv_many_' || n, 'inbound', 'cancelled', '2026-10-01T00:00Z'::timestamptz + n * interval '1 second'
         FROM generate_series(1, 6000) n RETURNING id, user_id, elevenlabs_conversation_id)
       INSERT INTO transcripts (call_id, user_id, content, speaker_segments)
       SELECT id, user_id, '', jsonb_build_array(jsonb_build_object('role', 'user', 'atSeconds', 0,
         'text', 'common ' || CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END || CASE WHEN n = 7 THEN ' unique' ELSE '' END))
       FROM call CROSS JOIN LATERAL (SELECT split_part(elevenlabs_conversation_id, '_', 3)::integer AS n) s`,
      [many.userId, many.agentId],
    );
    await harness.index();
    // Of words that ANALYZE saw, the planner knows which are common.
    await harness.owner.query("ANALYZE call_searches");
  });

  test("common words, rare ones and absent ones are found", async () => {
    const first = await listCalls(ctxOf(many), { filters: { q: "even" } });
    expect(first.calls).toHaveLength(50);
    expect(first.total).toEqual({ count: 3000, isMore: false });
    const unique = await listCalls(ctxOf(many), { filters: { q: "unique" } });
    expect(unique).toMatchObject({ total: { count: 1, isMore: false }, nextCursor: null, stopped: null });
    expect(unique.calls).toHaveLength(1);
    const absent = await listCalls(ctxOf(many), { filters: { q: '"even odd"' } });
    expect(absent).toMatchObject({ total: { count: 0, isMore: false }, calls: [], nextCursor: null });
    expect(fewFoundMax).toBeGreaterThan(6000);
  });

  test("every page follows the one before, forwards and back", async () => {
    const ids: string[] = [];
    let page = await listCalls(ctxOf(many), { filters: { q: "even" }, limit: 700 });
    for (;;) {
      ids.push(...page.calls.map(({ id }) => id));
      if (!page.nextCursor) break;
      page = await listCalls(ctxOf(many), {
        filters: { q: "even" },
        cursor: decodeCallCursor(page.nextCursor),
        limit: 700,
      });
    }
    expect(new Set(ids).size).toBe(3000);
    const back = await listCalls(ctxOf(many), {
      filters: { q: "even" },
      cursor: decodeCallCursor(page.previousCursor ?? ""),
      limit: 700,
    });
    const place = ids.indexOf(page.calls[0]?.id ?? "");
    expect(back.calls.map(({ id }) => id)).toEqual(ids.slice(place - 700, place));
  });
});
