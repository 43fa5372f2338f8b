import type pg from "pg";

const days = 730;
const callsPerChunk = 20_000;

/**
 * Gives the tenant of some agents `calls` calls over the two years before now, a third of them leads, in the order in which
 * they would have happened; the product's triggers make the rollups.
 */
export async function fillHistory(owner: pg.Client, agentIds: readonly string[], calls: number): Promise<void> {
  for (let from = 0; from < calls; from += callsPerChunk) {
    await owner.query(insertChunk, [agentIds, from, Math.min(calls, from + callsPerChunk) - 1, calls]);
  }
  await owner.query("VACUUM ANALYZE");
  await owner.query("CHECKPOINT");
}

// The numbers are a fixed scatter over n, so that every run makes the same history.
const insertChunk = `
  WITH agent AS (
    SELECT id, user_id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS agents
    FROM agents WHERE elevenlabs_agent_id = ANY ($1::text[])
  ), call AS (
    INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, phone_number, call_source, lead_type, duration_seconds,
      duration_minutes, status, started_at, ended_at, call_date, created_at)
    SELECT a.id, a.user_id, 'conv_bench_' || n, '+4477009' || (10000 + n * 7919 % 90000),
      CASE WHEN n % 5 = 0 THEN 'internet' ELSE 'phone' END, CASE WHEN n % 3 = 0 THEN 'outbound' ELSE 'inbound' END,
      s.seconds, s.seconds / 60 + (s.seconds % 60 > 0)::integer, CASE WHEN n % 11 = 0 THEN 'failed' ELSE 'completed' END,
      t.started_at, t.started_at + s.seconds * interval '1 second', t.started_at::date, t.started_at
    FROM generate_series($2::bigint, $3::bigint) n
    CROSS JOIN LATERAL (SELECT now() - interval '${days} days' * (1 - n::double precision / $4) AS started_at) t
    CROSS JOIN LATERAL (SELECT (n * 104729 % 600)::integer AS seconds) s
    JOIN agent a ON a.place = n * 31 % a.agents
    RETURNING id, user_id, agent_id, call_date, right(elevenlabs_conversation_id, 6) AS tail
  ), numbered AS (
    SELECT *, regexp_replace(tail, '[^0-9]', '', 'g')::bigint AS n FROM call
  ), outcome AS (
    INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, outcome)
    SELECT agent_id, id, user_id, call_date,
      CASE WHEN n % 11 = 0 THEN 'no_answer' WHEN n % 13 = 0 THEN 'voicemail' WHEN n % 401 = 0 THEN 'busy' ELSE 'completed' END
    FROM numbered
  )
  INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, intent_score, total_score, lead_status_tag, is_qualified,
    extracted_name, company_name, cta_demo_clicked, cta_pricing_clicked)
  SELECT id, user_id, agent_id, call_date, score, score,
    CASE WHEN score >= 70 THEN 'hot' WHEN score >= 40 THEN 'warm' ELSE 'cold' END, score >= 70, 'Caller ' || n, 'Company ' || n % 5000,
    n % 40 = 0, n % 25 = 0
  FROM numbered CROSS JOIN LATERAL (SELECT (n * 6151 % 101)::integer AS score) s
  WHERE n % 11 <> 0 AND n * 17 % 100 < 35`;
