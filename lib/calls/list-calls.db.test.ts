import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/db/context";
import { leadTemperatures } from "@/lib/leads/lead-temperature";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { decodeCallCursor } from "./call-cursor";
import { listCalls } from "./list-calls";
import { type CallFilters, callDirections, callOutcomes, callSources, callStatuses, ctas } from "./schema";

type Row = {
  id: string;
  agent_id: string;
  status: string;
  call_source: string;
  lead_type: string;
  caller_email: string | null;
  outcome: string | null;
  lead: { lead_status_tag: string; is_qualified: boolean; ctas: Record<string, boolean> } | null;
};

let harness: IngestHarness;
let tenant: TestTenant;
let rows: Row[];
const agentIds: string[] = [];

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  agentIds.push(tenant.agentId, (await harness.addAgent(tenant.userId)).agentId);
  await harness.owner.query(scatteredCalls, [tenant.userId, agentIds]);
  rows = await harness.rows<Row>(
    `SELECT c.id, c.agent_id, c.status, c.call_source, c.lead_type, c.caller_email, o.outcome,
            CASE WHEN l.id IS NOT NULL THEN json_build_object('lead_status_tag', l.lead_status_tag, 'is_qualified', l.is_qualified,
              'ctas', json_build_object('pricing', l.cta_pricing_clicked, 'demo', l.cta_demo_clicked,
                'followup', l.cta_followup_clicked, 'sample', l.cta_sample_clicked, 'human', l.cta_escalated_to_human)) END AS lead
       FROM calls c LEFT JOIN lead_analytics l ON l.call_id = c.id LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
      WHERE c.user_id = $1 ORDER BY c.started_at DESC, c.id DESC`,
    [tenant.userId],
  );
});
afterAll(() => harness.dispose());

test("whatever the filters, the pages hold exactly the matching calls, each once and newest first", async () => {
  expect(rows).toHaveLength(120);
  const filters = fc.record(
    {
      agent: fc.constantFrom(...agentIds),
      status: fc.uniqueArray(fc.constantFrom(...callStatuses), { minLength: 1 }),
      source: fc.constantFrom(...callSources),
      direction: fc.constantFrom(...callDirections),
      outcome: fc.constantFrom(...callOutcomes),
      temperature: fc.constantFrom(...leadTemperatures),
      lead: fc.constant("yes" as const),
      qualified: fc.constant("yes" as const),
      cta: fc.constantFrom("any" as const, ...ctas),
      email: fc.constantFrom("a@example.com", "nobody@example.com"),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (given, limit) => {
      const expected = rows.filter((row) => matches(row, given)).map(({ id }) => id);
      const { ids, total } = await walk(tenantContext(harness.db, tenant.userId), given, limit);
      expect(ids).toEqual(expected);
      if (total !== null) expect(total).toBe(expected.length);
    }),
    { numRuns: 150 },
  );
});

async function walk(ctx: Context, filters: CallFilters, limit: number) {
  const first = await listCalls(ctx, { filters, limit });
  const ids = first.calls.map(({ id }) => id);
  for (let { nextCursor } = first; nextCursor; ) {
    const page = await listCalls(ctx, { filters, limit, cursor: decodeCallCursor(nextCursor) });
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
    (!filters.outcome || row.outcome === filters.outcome) &&
    (!filters.temperature || lead?.lead_status_tag === filters.temperature) &&
    (!filters.lead || lead !== null) &&
    (!filters.qualified || lead?.is_qualified === true) &&
    (!filters.cta || (filters.cta === "any" ? ctas : [filters.cta]).some((cta) => lead?.ctas[cta]))
  );
}

// Several calls begin at the same moment, and every property takes each of its values.
const scatteredCalls = `
  WITH call AS (
    INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, call_source, lead_type, status, started_at, caller_email,
      duration_seconds, duration_minutes)
    SELECT ($2::uuid[])[1 + n % 2], $1, 'conv_scattered_' || n, (ARRAY['phone', 'internet', 'unknown'])[1 + n % 3],
      (ARRAY['inbound', 'outbound'])[1 + n / 3 % 2], (ARRAY['completed', 'failed', 'in_progress', 'cancelled', 'completed'])[1 + n * 7 % 5],
      '2026-10-01T00:00Z'::timestamptz + (n / 4) * interval '7 hours', CASE WHEN n % 4 = 0 THEN 'a@example.com' END, 61, 2
    FROM generate_series(1, 120) n RETURNING *
  ), numbered AS (
    SELECT *, substr(elevenlabs_conversation_id, 16)::integer AS n FROM call
  ), outcome AS (
    INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, call_started_at, outcome)
    SELECT agent_id, id, user_id, call_date, started_at,
      (ARRAY['completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected'])[1 + n * 5 % 6]
    FROM numbered WHERE n % 8 <> 0
  )
  INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, total_score, lead_status_tag, is_qualified,
    cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human)
  SELECT id, user_id, agent_id, call_date, started_at, score,
    CASE WHEN score >= 70 THEN 'hot' WHEN score >= 40 THEN 'warm' ELSE 'cold' END, score >= 60,
    n % 5 = 0, n % 7 = 0, n % 9 = 0, n % 11 = 0, n % 13 = 0
  FROM numbered CROSS JOIN LATERAL (SELECT n * 37 % 101 AS score) s
  WHERE n % 3 <> 1`;
