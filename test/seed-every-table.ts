import type pg from "pg";

/**
 * Fills the tables of all tenants that exist, so that the planner chooses as it would in use: the first eight have 2,400 calls over
 * two years and what grows beside them, the others 40 calls. Rows are written without the product's triggers.
 */
export async function seedEveryTable(owner: pg.Client): Promise<void> {
  await owner.query("BEGIN");
  await owner.query("CREATE TEMP TABLE busy AS SELECT id, email FROM users ORDER BY id LIMIT 8");
  for (const table of triggered) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const statement of statements) await owner.query(statement);
  // A deferred key that waits for its check would forbid what follows.
  await owner.query("SET CONSTRAINTS ALL IMMEDIATE");
  for (const table of triggered) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await owner.query("COMMIT");
  for (const rebuild of [
    "agent_analytics",
    "user_analytics",
    "user_daily_analytics",
    "call_analytics_cache",
    "call_segment_analytics",
    "agent_performance_trends",
    "leads",
  ])
    await owner.query(`SELECT rebuild_${rebuild}(id, '-infinity', 'infinity') FROM users`);
  for (const statement of afterwards) await owner.query(statement);
  // Like autovacuum: what an index alone can answer is known only of vacuumed pages.
  await owner.query("VACUUM ANALYZE");
}

const triggered = [
  "calls",
  "lead_analytics",
  "agent_call_outcomes",
  "contacts",
  "contact_imports",
  "customers",
  "credit_transactions",
  "webhook_events",
];

const statements = [
  ...[
    "email_verification_tokens (user_id, email, token_hash, expires_at) SELECT u.id, u.email",
    "password_reset_tokens (user_id, token_hash, expires_at) SELECT u.id",
  ].map((start) => `INSERT INTO ${start}, md5(u.id::text || n), now() FROM users u, generate_series(1, 40) n`),
  `INSERT INTO contacts (user_id, name, phone_number)
   SELECT u.id, 'Contact ' || n, '+4477' || lpad(n::text, 8, '0') FROM busy u, generate_series(1, 1000) n`,
  `INSERT INTO contact_imports (user_id, file_name, file_bytes, encoding, separator, has_header, columns, header_digest, row_count,
     storage_key, status, updated_at)
   SELECT u.id, 'people ' || n, 1, 'utf-8', ',', true, '[]', '', 0, 'imports/' || u.id || '/' || n, CASE WHEN n = 1 THEN 'running' ELSE 'mapping' END,
     now() - interval '1 hour'
   FROM busy u, generate_series(1, 300) n`,
  `INSERT INTO contact_import_rows (import_id, user_id, row_number, line, verdict, reason, target_contact, undo_reason, left_out)
   SELECT i.id, i.user_id, n, n + 1, CASE WHEN n % 50 = 0 THEN 'skip' ELSE 'create' END, CASE WHEN n % 50 = 0 THEN 'known' END, uuid_v7(),
     CASE WHEN n % 90 = 0 THEN 'changed' END,
     CASE WHEN n % 80 = 1 THEN '[{"field": "phone", "fault": "bad_number", "value": "12"}]'::jsonb END
   FROM contact_imports i, generate_series(1, 4000) n WHERE i.status = 'running'`,
  `INSERT INTO deleted_contacts (id, user_id, deletion_id, contact, deleted_at)
   SELECT uuid_v7(), u.id, uuid_v7(), '{}', now() - n * interval '1 hour' FROM busy u, generate_series(1, 1500) n`,
  `WITH agent AS (
     SELECT id, user_id, row_number() OVER (PARTITION BY user_id ORDER BY id) - 1 AS place FROM agents
   )
   INSERT INTO calls (agent_id, user_id, contact_id, elevenlabs_conversation_id, call_source, lead_type, caller_email, status,
     started_at, call_date, duration_seconds, duration_minutes)
   SELECT a.id, a.user_id, CASE WHEN n % 3 = 0 THEN k.id END, 'conv_' || a.user_id || n,
     CASE n % 40 WHEN 0 THEN 'unknown' WHEN 1 THEN 'internet' ELSE 'phone' END, CASE WHEN n % 9 = 0 THEN 'outbound' ELSE 'inbound' END,
     CASE WHEN n % 4 = 0 THEN 'caller' || n % 500 || '@example.com' END,
     CASE n % 30 WHEN 0 THEN 'failed' WHEN 1 THEN 'cancelled' ELSE 'completed' END,
     s.started_at, s.started_at::date, 61, 2
   FROM generate_series(1, 2400) n
   CROSS JOIN LATERAL (SELECT date_trunc('day', now()) - n * interval '435 minutes' AS started_at) s
   JOIN agent a ON a.place = n % 5
   LEFT JOIN contacts k ON k.user_id = a.user_id AND k.name = 'Contact ' || (1 + n % 1000)
   WHERE n <= 40 OR a.user_id IN (SELECT id FROM busy)`,
  `INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, call_started_at, person_key, call_source, lead_type, outcome, provider_outcome)
   SELECT agent_id, id, user_id, call_date, started_at, person_key, call_source, lead_type, ending, ending FROM calls
   CROSS JOIN LATERAL (SELECT CASE WHEN duration_seconds > 0 AND hashtext(id::text) % 50 = 0 THEN 'busy' ELSE 'completed' END AS ending) e`,
  `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, total_score,
     lead_status_tag, is_qualified, ai_total_score, ai_lead_status_tag, ai_is_qualified, extracted_name,
     cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human,
     demo_scheduled_at, notified_at, unread_at)
   SELECT c.id, c.user_id, c.agent_id, c.call_date, c.started_at, c.person_key, c.call_source, c.lead_type, score,
     tag, score >= 70, score, tag, score >= 70, 'Caller ' || score,
     score % 29 = 1, score % 31 = 1, score % 37 = 1, score % 41 = 1, score % 47 = 1,
     demo_at, CASE WHEN is_notable THEN c.started_at END, CASE WHEN is_notable AND score % 10 = 7 THEN c.started_at END
   FROM calls c CROSS JOIN LATERAL (SELECT abs(hashtext(c.id::text) % 101) AS score) s
   CROSS JOIN LATERAL (SELECT CASE WHEN score >= 70 THEN 'hot' WHEN score >= 40 THEN 'warm' ELSE 'cold' END AS tag,
     CASE WHEN score % 31 = 1 THEN c.started_at END AS demo_at,
     score >= 70 OR score % 31 = 1 OR score % 47 = 1 AS is_notable) d WHERE score % 2 = 1`,
  "UPDATE contacts SET has_calls = true WHERE id IN (SELECT contact_id FROM calls)",
  `UPDATE contacts k SET auto_created_from_call_id = c.id, is_auto_created = true, auto_creation_source = 'webhook'
   FROM (SELECT DISTINCT ON (contact_id) contact_id, id FROM calls WHERE contact_id IS NOT NULL ORDER BY contact_id, started_at) c
   WHERE c.contact_id = k.id AND right(k.name, 1) = '3'`,
  `INSERT INTO credit_transactions (user_id, entry_number, type, amount, balance_after, description, call_id, conversation_id,
     quantity_seconds, quantity_minutes, unit_credits)
   SELECT user_id, 1 + row_number() OVER w, 'usage', -2, 15 - 2 * row_number() OVER w, 'Call', id, elevenlabs_conversation_id, 61, 2, 1
   FROM calls WINDOW w AS (PARTITION BY user_id ORDER BY started_at)`,
  `INSERT INTO customers (user_id, contact_id, customer_reference_number, name)
   SELECT user_id, id, 'CUST-2026-' || lpad(row_number() OVER ()::text, 4, '0'), name FROM contacts WHERE right(name, 1) = '7'`,
  `INSERT INTO customer_events (user_id, customer_id, kind, from_value, to_value, created_at)
   SELECT user_id, id, 'note_changed', 'Note ' || n, 'Note ' || n + 1, now() - n * interval '1 hour' FROM customers, generate_series(1, 30) n`,
  `INSERT INTO follow_ups (user_id, lead_phone, follow_up_date, is_completed, follow_up_status, completed_at)
   SELECT user_id, phone_number, current_date + n % 60, n % 3 = 0, CASE n % 3 WHEN 0 THEN 'completed' ELSE 'pending' END,
     CASE n % 3 WHEN 0 THEN now() END
   FROM (SELECT user_id, phone_number, (row_number() OVER ())::integer AS n FROM contacts) k`,
  `INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id)
   SELECT 'Line', '+4478' || lpad((row_number() OVER ())::text, 8, '0'), 'phnum_' || id, user_id FROM contacts`,
  `INSERT INTO user_sessions (user_id, token_hash, expires_at, is_active)
   SELECT u.id, encode(sha256((u.id::text || n)::bytea), 'hex'), now() + (n - 1900) * interval '1 hour', n > 1900 FROM busy u, generate_series(1, 2000) n`,
  `INSERT INTO login_attempts (email, attempted_at, success)
   SELECT u.email, now() - n * interval '1 hour', true FROM busy u, generate_series(1, 1500) n`,
  `INSERT INTO login_attempts (email, ip_address, attempted_at, success, failure_reason)
   SELECT 'guessed' || n || '@tenant.example', '10.0.0.0'::inet + n, now() - n * interval '1 second', false, 'unknown_account'
   FROM generate_series(1, 3000) n`,
  `INSERT INTO password_reset_attempts (email, attempted_at, success)
   SELECT u.email, now() - n * interval '1 hour', true FROM busy u, generate_series(1, 1500) n`,
  `INSERT INTO trigger_error_log (table_name, operation, error_message, occurred_at)
   SELECT 'calls', 'INSERT', 'Test', now() - n * interval '1 minute' FROM generate_series(1, 15000) n`,
  `INSERT INTO job_runs (task, started_at, finished_at, duration_ms, row_count)
   SELECT 'task ' || n % 10, now() - n * interval '5 minutes', now() - n * interval '5 minutes', 1, 0
   FROM generate_series(1, 9000) n`,
  `INSERT INTO webhook_events (provider, body_sha256, body_bytes, signed_at, status, conversation_id, body)
   SELECT 'elevenlabs', sha256(n::text::bytea), 2, now(), CASE WHEN n % 500 = 0 THEN 'waiting' ELSE 'processed' END, 'conv_' || n, '{}'
   FROM generate_series(1, 5000) n`,
];

// A rebuild drops what was cached, and a target counts what is there.
const afterwards = [
  `INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at)
   SELECT u.id, 'key ' || n, '{}', now() + (n - 40) * interval '1 minute' FROM busy u, generate_series(1, 2000) n`,
  `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls)
   SELECT a.id, a.user_id, 'daily', current_date - n, 10 FROM agents a JOIN busy u ON u.id = a.user_id, generate_series(1, 120) n`,
];
