import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/access/context";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { watchStatements } from "@/test/watch-statements";
import { leadTemperatures } from "../lead-temperature";
import {
  type CallFilters,
  type CallSort,
  callDirections,
  callOutcomes,
  callSorts,
  callSources,
  callStatuses,
  ctas,
  type NumberRange,
} from "../schema";
import { decodeCallCursor } from "./call-cursor";
import { countCalls } from "./count-calls";
import { listCalls } from "./list-calls";

type Row = {
  id: string;
  agent_id: string;
  status: string;
  call_source: string;
  lead_type: string;
  caller_email: string | null;
  outcome: string | null;
  person_key: string;
  duration_seconds: number;
  quality: number | null;
  satisfaction: number | null;
  has_audio: boolean;
  notes: string | null;
  said: string;
  weekday: number;
  hour: number;
  lead: { total_score: number; lead_status_tag: string; is_qualified: boolean; ctas: Record<string, boolean> } | null;
};

let harness: IngestHarness;
let tenant: TestTenant;
let rows: Row[];
const agentIds: string[] = [];
/** A zone with a fraction of an hour, so that an hour of UTC is none of the tenant's. */
const timezone = "Asia/Kathmandu";

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone });
  agentIds.push(tenant.agentId, (await harness.addAgent(tenant.userId)).agentId);
  await harness.owner.query(scatteredCalls, [tenant.userId, agentIds]);
  rows = await harness.rows<Row>(
    `SELECT c.id, c.agent_id, c.status, c.call_source, c.lead_type, c.caller_email, o.outcome, c.person_key, c.duration_seconds,
            o.call_quality_score::float8 AS quality, o.customer_satisfaction::float8 AS satisfaction, c.has_audio, c.notes, coalesce(t.speaker_segments -> 0 ->> 'text', '') AS said,
            extract(isodow FROM c.started_at AT TIME ZONE '${timezone}')::integer AS weekday,
            extract(hour FROM c.started_at AT TIME ZONE '${timezone}')::integer AS hour,
            CASE WHEN l.id IS NOT NULL THEN json_build_object('total_score', l.total_score, 'lead_status_tag', l.lead_status_tag, 'is_qualified', l.is_qualified,
              'ctas', json_build_object('pricing', l.cta_pricing_clicked, 'demo', l.cta_demo_clicked,
                'followup', l.cta_followup_clicked, 'sample', l.cta_sample_clicked, 'human', l.cta_escalated_to_human)) END AS lead
       FROM calls c LEFT JOIN lead_analytics l ON l.call_id = c.id LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
       LEFT JOIN transcripts t ON t.call_id = c.id
      WHERE c.user_id = $1 ORDER BY c.started_at DESC, c.id DESC`,
    [tenant.userId],
  );
});
afterAll(() => harness.dispose());

test("whatever the filters, the pages hold exactly the matching calls, each once and in its order", async () => {
  expect(rows).toHaveLength(120);
  const filters = fc.record(
    {
      agent: fc.constantFrom(...agentIds),
      status: fc.uniqueArray(fc.constantFrom(...callStatuses), { minLength: 1 }),
      source: fc.constantFrom(...callSources),
      direction: fc.constantFrom(...callDirections),
      outcome: fc.uniqueArray(fc.constantFrom(...callOutcomes), { minLength: 1 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.constantFrom(0, 5, 6, 12, 19, 23),
      temperature: fc.constantFrom(...leadTemperatures),
      lead: fc.constant("yes" as const),
      qualified: fc.constant("yes" as const),
      cta: fc.constantFrom("any" as const, ...ctas),
      email: fc.constantFrom("a@example.com", "nobody@example.com"),
      person: fc.constantFrom("a@example.com", "+442079460018", "+440000000000"),
      score: fc.constantFrom({ min: 40, max: 80 }, { min: null, max: 30 }, { min: 90, max: null }),
      duration: fc.constantFrom({ min: 30, max: 90 }, { min: 100, max: null }),
      quality: fc.constantFrom({ min: 7, max: 9 }, { min: null, max: 4 }),
      satisfaction: fc.constantFrom({ min: 5, max: null }),
      recording: fc.constant("yes" as const),
      notes: fc.constant("yes" as const),
      q: fc.constantFrom("odd", "even third", "third -odd", '"third even"', "nothing"),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      filters,
      fc.constantFrom(...callSorts),
      fc.integer({ min: 1, max: 40 }),
      async (given, sort, limit) => {
        const expected = inOrder(
          rows.filter((row) => matches(row, given)),
          sort,
        ).map(({ id }) => id);
        const { ids, total } = await walk(tenantContext(harness.db, tenant.userId, { timezone }), given, sort, limit);
        expect(ids).toEqual(expected);
        expect(total).toEqual({ count: expected.length, isMore: false });
        // A list that fits one page is counted by looking at it: what counts longer ones is asked as well.
        const ctx = { userId: tenant.userId, timezone };
        const counted = await harness.db.tenant(ctx.userId, (tx) =>
          countCalls(tx, ctx, { filters: given, sort, seen: 0 }),
        );
        expect(counted).toEqual(total);
      },
    ),
    { numRuns: 200 },
  );
});

test("a list whose page used up the time limit is not scanned a second time to count it", async () => {
  const ctx = { userId: tenant.userId, timezone };
  const asked: string[] = [];
  const watching = watchStatements(harness.db, (_tx, text) => void asked.push(text));
  const total = await watching.tenant(ctx.userId, (tx) =>
    countCalls(tx, ctx, { filters: { recording: "yes" }, sort: "newest", seen: 7, isSlow: true }),
  );
  expect(total).toEqual({ count: 6, isMore: true });
  expect(asked).toEqual([]);
});

async function walk(ctx: Context, filters: CallFilters, sort: CallSort, limit: number) {
  const first = await listCalls(ctx, { filters, sort, limit });
  const ids = first.calls.map(({ id }) => id);
  for (let { nextCursor } = first; nextCursor; ) {
    const page = await listCalls(ctx, { filters, sort, limit, cursor: decodeCallCursor(nextCursor, sort) });
    ids.push(...page.calls.map(({ id }) => id));
    nextCursor = page.nextCursor;
  }
  return { ids, total: first.total };
}

function matches(row: Row, filters: CallFilters): boolean {
  const { lead } = row;
  return (
    (!filters.agent || row.agent_id === filters.agent) &&
    (!filters.status || filters.status.some((status) => status === row.status)) &&
    (!filters.source || row.call_source === filters.source) &&
    (!filters.direction || row.lead_type === filters.direction) &&
    (!filters.email || row.caller_email === filters.email) &&
    (!filters.person || row.person_key === filters.person) &&
    (!filters.score || isWithin(lead?.total_score ?? null, filters.score)) &&
    (!filters.duration || isWithin(row.duration_seconds, filters.duration)) &&
    (!filters.quality || isWithin(row.quality, filters.quality)) &&
    (!filters.satisfaction || isWithin(row.satisfaction, filters.satisfaction)) &&
    (!filters.recording || row.has_audio) &&
    (!filters.notes || row.notes !== null) &&
    (!filters.q || isSaid(row.said, filters.q)) &&
    (!filters.outcome || filters.outcome.some((outcome) => outcome === row.outcome)) &&
    (filters.weekday === undefined || row.weekday === filters.weekday) &&
    (filters.hour === undefined || row.hour === filters.hour) &&
    (!filters.temperature || lead?.lead_status_tag === filters.temperature) &&
    (!filters.lead || lead !== null) &&
    (!filters.qualified || lead?.is_qualified === true) &&
    (!filters.cta || (filters.cta === "any" ? ctas : [filters.cta]).some((cta) => lead?.ctas[cta]))
  );
}

const isWithin = (value: number | null, { min, max }: NumberRange) =>
  value !== null && value >= (min ?? 0) && value <= (max ?? Number.POSITIVE_INFINITY);

function isSaid(said: string, q: string): boolean {
  if (q === "even third") return said.includes("even") && said.includes("third");
  if (q === "third -odd") return said.includes("third") && !said.includes("odd");
  return said.includes(q.replaceAll('"', ""));
}

/** The rows come newest first. */
function inOrder(newest: readonly Row[], sort: CallSort): Row[] {
  if (sort === "newest") return [...newest];
  if (sort === "oldest") return newest.toReversed();
  const key = (row: Row) => (sort === "longest" ? row.duration_seconds : (row.lead?.total_score ?? -1));
  return newest.filter((row) => key(row) >= 0).sort((a, b) => key(b) - key(a) || (a.id < b.id ? 1 : -1));
}

// Several calls begin at the same moment, and every property takes each of its values.
const scatteredCalls = `
  WITH call AS (
    INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, call_source, lead_type, status, started_at, caller_email,
      phone_number, has_audio, notes, duration_seconds, duration_minutes)
    SELECT ($2::uuid[])[1 + n % 2], $1, 'conv_scattered_' || n, (ARRAY['phone', 'internet', 'unknown'])[1 + n % 3],
      (ARRAY['inbound', 'outbound'])[1 + n / 3 % 2], (ARRAY['completed', 'failed', 'in_progress', 'cancelled', 'completed'])[1 + n * 7 % 5],
      '2026-10-01T00:00Z'::timestamptz + (n / 4) * interval '7 hours', CASE WHEN n % 4 = 0 THEN 'a@example.com' END,
      CASE WHEN n % 6 = 1 THEN '+442079460018' END, n % 3 = 0, CASE WHEN n % 10 = 0 THEN 'Noted' END, 60 * (n % 4), n % 4
    FROM generate_series(1, 120) n RETURNING *
  ), numbered AS (
    SELECT *, substr(elevenlabs_conversation_id, 16)::integer AS n FROM call
  ), outcome AS (
    INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, call_started_at, outcome, call_quality_score, customer_satisfaction)
    SELECT agent_id, id, user_id, call_date, started_at,
      (ARRAY['completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected'])[1 + n * 5 % 6],
      CASE WHEN n % 7 <> 0 THEN 1 + n * 13 % 91 / 10.0 END, CASE WHEN n % 2 = 0 THEN 1 + n * 11 % 10 END
    FROM numbered WHERE n % 8 <> 0
  ), transcript AS (
    INSERT INTO transcripts (call_id, user_id, content, speaker_segments)
    SELECT id, user_id, '', jsonb_build_array(jsonb_build_object('role', 'user', 'atSeconds', 0, 'text',
      concat_ws(' ', CASE WHEN n % 3 = 0 THEN 'third' END, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END)))
    FROM numbered WHERE n % 5 <> 0
  )
  INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, total_score, lead_status_tag, is_qualified,
    cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human)
  SELECT id, user_id, agent_id, call_date, started_at, score,
    CASE WHEN score >= 70 THEN 'hot' WHEN score >= 40 THEN 'warm' ELSE 'cold' END, score >= 60,
    n % 5 = 0, n % 7 = 0, n % 9 = 0, n % 11 = 0, n % 13 = 0
  FROM numbered CROSS JOIN LATERAL (SELECT n * 37 % 101 AS score) s
  WHERE n % 3 <> 1`;
