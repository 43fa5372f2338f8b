/** The tables that are written without triggers, in the order in which writers lock them. */
export const writtenTables = [
  "contacts",
  "calls",
  "lead_analytics",
  "agent_call_outcomes",
  "credit_transactions",
  "transcripts",
];

/** `$1` tenants with five agents each, in zones on both sides of UTC. Returns their ids, in order. */
export const insertTenants = `
  WITH tenant AS (
    INSERT INTO users (email, name, timezone, created_at)
    SELECT 'tenant' || n || '@generated.example', 'Generated tenant ' || n,
      (ARRAY['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])[1 + (n - 1) % 5], now() - interval '2 years'
    FROM generate_series(1, $1::integer) n
    RETURNING id, email
  ), agent AS (
    INSERT INTO agents (user_id, elevenlabs_agent_id, name, created_at)
    SELECT id, 'agent_generated_' || split_part(email, '@', 1) || '_' || place, 'Agent ' || place, now() - interval '2 years'
    FROM tenant, generate_series(1, 5) place
  )
  SELECT id FROM tenant ORDER BY length(email), email`;

/** `$2` contacts of the tenant `$1`. */
export const insertContacts = `
  INSERT INTO contacts (user_id, name, phone_number, company)
  SELECT $1, 'Contact ' || n, '+447' || lpad(n::text, 9, '0'), 'Company ' || n % 5000 FROM generate_series(1, $2::integer) n`;

/**
 * Calls `$2` to `$3` of the tenant `$1`'s `$4`, oldest first, with all that belongs to them; credits are bought before they are
 * used. Every property is a fixed scatter over the call's number: outcomes, sources and statuses are common, rare and very rare.
 */
export const insertCalls = `
  WITH tenant AS (
    SELECT u.id, u.timezone, 1 AS rate, coalesce(e.entry_number, 0) AS entries, coalesce(e.balance_after, 0) AS balance
    FROM users u LEFT JOIN LATERAL (
      SELECT entry_number, balance_after FROM credit_transactions WHERE user_id = u.id ORDER BY entry_number DESC LIMIT 1
    ) e ON true
    WHERE u.id = $1::uuid
  ), agent AS (
    SELECT id, row_number() OVER (ORDER BY name) - 1 AS place FROM agents WHERE user_id = $1
  ), numbered AS (
    SELECT n, uuid_v7() AS id, n * 104729 % 600 + 1 AS talk,
      date_trunc('second', now() - interval '730 days' * (1 - (n - 0.5)::double precision / $4::bigint)) AS started_at,
      CASE WHEN n % 9973 = 5 AND n > $4 - 20000 THEN 'in_progress' WHEN n % 499 = 3 THEN 'cancelled' WHEN n % 11 = 0 THEN 'failed'
        ELSE 'completed' END AS status,
      CASE WHEN n % 5 = 0 THEN 'internet' WHEN n % 2003 = 7 THEN 'unknown' ELSE 'phone' END AS source,
      n * 17 % 100 < 35 AND n % 11 <> 0 AND n % 499 <> 3 AND n % 13 <> 0 AND n % 9973 <> 5 AS is_lead,
      n * 6151 % 101 AS score
    FROM generate_series($2::bigint, $3::bigint) n
  ), call AS (
    INSERT INTO calls (id, agent_id, user_id, contact_id, elevenlabs_conversation_id, phone_number, call_source, lead_type, caller_name,
      caller_email, duration_seconds, duration_minutes, credits_used, credits_per_minute, status, started_at, ended_at, call_date, created_at)
    SELECT c.id, a.id, t.id, k.id, 'conv_generated_' || replace(t.id::text, '-', '') || '_' || n, k.phone_number, c.source,
      CASE WHEN n % 4 = 0 THEN 'outbound' ELSE 'inbound' END, CASE WHEN is_lead THEN 'Caller ' || n % 9000 END,
      CASE WHEN is_lead AND n % 3 = 0 THEN 'caller' || n % 9000 || '@example.com' END,
      s.seconds, s.minutes, s.minutes * t.rate, t.rate, c.status, started_at,
      CASE WHEN c.status <> 'in_progress' THEN started_at + s.seconds * interval '1 second' END,
      (started_at AT TIME ZONE t.timezone)::date, started_at
    FROM numbered c
    CROSS JOIN tenant t
    CROSS JOIN LATERAL (SELECT CASE c.status WHEN 'completed' THEN talk ELSE 0 END::integer AS seconds) d
    CROSS JOIN LATERAL (SELECT d.seconds, d.seconds / 60 + (d.seconds % 60 > 0)::integer AS minutes) s
    JOIN agent a ON a.place = n * 31 % 5
    LEFT JOIN contacts k ON c.source <> 'internet' AND k.user_id = t.id
      AND k.phone_number = '+447' || lpad((1 + n * 7919 % (($4 + 19) / 20))::text, 9, '0')
    RETURNING id, agent_id, call_date, person_key, call_source, lead_type, is_counted, elevenlabs_conversation_id, duration_seconds, duration_minutes,
      credits_used, caller_name, caller_email
  ), whole AS (
    SELECT c.*, n.n, n.started_at, n.status, n.is_lead, n.score::integer, n.score >= 70 AS is_qualified,
      CASE WHEN n.score >= 70 THEN 'hot' WHEN n.score >= 40 THEN 'warm' ELSE 'cold' END AS tag
    FROM call c JOIN numbered n USING (id)
  ), outcome AS (
    INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted, outcome,
      provider_outcome, is_qualified_lead, lead_temperature, created_at)
    SELECT agent_id, id, $1, call_date, started_at, person_key, call_source, lead_type, is_counted, ending, ending,
      is_lead AND is_qualified, CASE WHEN is_lead THEN tag END, started_at
    FROM whole
    CROSS JOIN LATERAL (SELECT CASE WHEN n % 11 = 0 THEN CASE WHEN n % 407 = 0 THEN 'busy' ELSE 'no_answer' END
      WHEN n % 499 = 3 THEN 'failed' WHEN n % 13 = 0 THEN 'voicemail' WHEN n % 4001 = 9 THEN 'disconnected' ELSE 'completed' END AS ending) e
    WHERE status <> 'in_progress'
  ), lead AS (
    INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted, intent_score, engagement_score, total_score,
      lead_status_tag, is_qualified, ai_total_score, ai_lead_status_tag, ai_is_qualified, extracted_name, extracted_email, company_name,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, created_at, notified_at,
      is_read)
    SELECT id, $1, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted, score, 100 - score, score, tag, is_qualified, score, tag,
      is_qualified, caller_name, caller_email, 'Company ' || n % 5000, n % 25 = 1, n % 40 = 1, n % 60 = 1, n % 200 = 1, n % 3001 = 1,
      started_at, CASE WHEN tag = 'hot' OR n % 3001 = 1 THEN started_at END, tag = 'hot' OR n % 3001 = 1
    FROM whole WHERE is_lead
  ), entry AS (
    SELECT id, elevenlabs_conversation_id, duration_seconds, duration_minutes, -credits_used AS amount, started_at, n
    FROM whole WHERE credits_used > 0
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, sum(credits_used), min(started_at), 0 FROM whole HAVING sum(credits_used) > 0
  )
  INSERT INTO credit_transactions (user_id, entry_number, type, amount, balance_after, description, call_id, conversation_id,
    quantity_seconds, quantity_minutes, unit_credits, occurred_at, created_at)
  SELECT t.id, t.entries + row_number() OVER w, CASE WHEN e.id IS NULL THEN 'purchase' ELSE 'usage' END, amount,
    t.balance + sum(amount) OVER w, CASE WHEN e.id IS NULL THEN 'Credits bought' ELSE 'Call' END, e.id, elevenlabs_conversation_id,
    duration_seconds, duration_minutes, CASE WHEN e.id IS NOT NULL THEN t.rate END, started_at, started_at
  FROM entry e CROSS JOIN tenant t
  WINDOW w AS (ORDER BY e.n)`;

/** What follows from the rows, once the triggers are back. */
export const rebuilds = [
  "UPDATE contacts SET has_calls = true WHERE id IN (SELECT contact_id FROM calls WHERE contact_id IS NOT NULL)",
  `UPDATE users u SET credits = e.balance_after
   FROM (SELECT DISTINCT ON (user_id) user_id, balance_after FROM credit_transactions ORDER BY user_id, entry_number DESC) e
   WHERE e.user_id = u.id`,
  "SELECT rebuild_agent_analytics(id, '-infinity', 'infinity') FROM users",
  "SELECT rebuild_user_analytics(id, '-infinity', 'infinity') FROM users",
  "SELECT rebuild_user_daily_analytics(id, '-infinity', 'infinity') FROM users",
  "SELECT rebuild_call_analytics_cache(id, '-infinity', 'infinity') FROM users",
  "SELECT rebuild_call_segment_analytics(id, '-infinity', 'infinity') FROM users",
  "SELECT rebuild_leads(id) FROM users",
];

export const analyseEverything = ["VACUUM ANALYZE", "SELECT scheduled_refresh_user_kpi_summary(true)"];
