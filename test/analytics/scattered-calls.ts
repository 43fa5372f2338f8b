import { edgeLengths } from "../edge-lengths";
import type { IngestHarness } from "../ingest-harness";

/** Moments around which days, months, weeks and clocks change in zones on both sides of UTC. */
const edges = [
  "2026-03-08T05:31:00Z",
  "2026-03-29T00:59:00Z",
  "2026-04-04T14:00:00Z",
  "2026-05-31T22:00:00Z",
  "2026-09-26T13:59:00Z",
  "2026-10-25T00:59:00Z",
  "2026-10-31T23:30:00Z",
  "2026-11-01T04:31:00Z",
];

export const scatteredZones = ["America/St_Johns", "Europe/Berlin", "Pacific/Auckland", "Asia/Kathmandu"] as const;

/** `count` calls of the tenant, thick around each edge, in which every property takes each of its values independently. */
export async function scatterCalls(
  harness: IngestHarness,
  { userId, agentIds, count }: { userId: string; agentIds: readonly string[]; count: number },
): Promise<void> {
  await harness.owner.query(
    `WITH numbered AS (
       SELECT n, ($3::timestamptz[])[1 + n % cardinality($3::timestamptz[])]
           + (n * 7919 % 4001 - 2000) * CASE WHEN n % 3 = 0 THEN interval '97 seconds' ELSE interval '11 seconds' END AS started_at,
         CASE WHEN n % 5 = 3 THEN ($5::integer[])[1 + n / 5 % cardinality($5::integer[])] ELSE n * 131 % 900 END AS seconds
       FROM generate_series(1, $4::integer) n
     ), call AS (
       INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, call_source, lead_type, status, started_at,
         duration_seconds, duration_minutes, credits_used)
       SELECT ($2::uuid[])[1 + n * 31 % cardinality($2::uuid[])], $1::uuid, 'conv_' || $1::uuid || '_' || n,
         (ARRAY['phone', 'phone', 'internet', 'unknown'])[1 + n * 17 % 4], (ARRAY['inbound', 'inbound', 'outbound'])[1 + n * 13 % 3],
         (ARRAY['completed', 'completed', 'completed', 'failed', 'in_progress', 'cancelled'])[1 + n * 29 % 6], started_at,
         seconds, ceil(seconds / 60.0), ceil(seconds / 60.0) * 2
       FROM numbered RETURNING *
     ), known AS (
       SELECT *, split_part(elevenlabs_conversation_id, '_', 3)::integer AS n FROM call
     ), outcome AS (
       INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, call_started_at, call_source, lead_type, person_key, outcome)
       SELECT agent_id, id, user_id, call_date, started_at, call_source, lead_type, person_key,
         (ARRAY['completed', 'completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected'])[1 + n * 5 % 7]
       FROM known WHERE n % 9 <> 0
     )
     INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, call_source, lead_type, person_key, total_score,
       intent_score, lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked,
       cta_escalated_to_human)
     SELECT id, user_id, agent_id, call_date, started_at, call_source, lead_type, person_key, score, CASE WHEN n % 2 = 0 THEN score END,
       CASE WHEN score >= 70 THEN 'hot' WHEN score >= 40 THEN 'warm' ELSE 'cold' END, score >= 70,
       n % 5 = 0, n % 7 = 0, n % 8 = 0, n % 10 = 0, n % 12 = 0
     FROM known CROSS JOIN LATERAL (SELECT n * 37 % 101 AS score) s WHERE n % 3 <> 1`,
    [userId, agentIds, edges, count, edgeLengths],
  );
}
