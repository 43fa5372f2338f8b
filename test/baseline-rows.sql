-- Rows for every table of the baseline, written as the product wrote them: its triggers keep the ledger, the rollups and references.
INSERT INTO users (id, email, name, timezone)
SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'tenant' || n || '@example.com', 'Tenant ' || n,
  (ARRAY['UTC', 'America/New_York', 'Asia/Kolkata'])[n]
FROM generate_series(1, 3) n;

INSERT INTO user_sessions (user_id, token_hash, expires_at, ip_address)
SELECT id, encode(sha256(email::bytea), 'hex'), '2027-01-01', '203.0.113.7' FROM users;

INSERT INTO agents (user_id, elevenlabs_agent_id, name)
SELECT id, 'agent_' || n || email, 'Agent ' || n FROM users, generate_series(1, 2) n;

INSERT INTO contacts (user_id, name, phone_number)
SELECT id, 'Contact ' || n, '+4477009003' || lpad(n::text, 2, '0') FROM users, generate_series(1, 9) n;

-- Sixty calls an agent over five months, of every status, source and direction.
INSERT INTO calls (agent_id, user_id, contact_id, elevenlabs_conversation_id, phone_number, call_source, lead_type, duration_seconds,
  duration_minutes, credits_used, credits_per_minute, status, started_at)
SELECT a.id, a.user_id, k.id, 'conv_' || n || a.elevenlabs_agent_id, k.phone_number, (ARRAY['phone', 'internet', 'unknown'])[1 + n % 3],
  (ARRAY['inbound', 'outbound'])[1 + n % 2], s.seconds, ceil(s.seconds / 60.0), ceil(s.seconds / 60.0), 1, s.status,
  '2026-06-01 03:30:00+00'::timestamptz + n * interval '61 hours'
FROM agents a CROSS JOIN generate_series(1, 60) n
CROSS JOIN LATERAL (SELECT (ARRAY['completed', 'completed', 'completed', 'failed', 'cancelled', 'in_progress'])[1 + n % 6] AS status,
  CASE n % 6 WHEN 4 THEN 0 WHEN 5 THEN 0 ELSE n * 7 END AS seconds) s
LEFT JOIN contacts k ON k.user_id = a.user_id AND k.name = 'Contact ' || n % 12;

UPDATE contacts k SET is_auto_created = true, auto_creation_source = 'webhook', auto_created_from_call_id = c.id
FROM (SELECT DISTINCT ON (contact_id) contact_id, id FROM calls WHERE contact_id IS NOT NULL ORDER BY contact_id, started_at) c
WHERE c.contact_id = k.id AND k.name = 'Contact 3';

INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome)
SELECT id, user_id, agent_id, call_date, CASE status WHEN 'completed' THEN 'completed' ELSE 'no_answer' END
FROM calls WHERE status <> 'in_progress';

INSERT INTO transcripts (call_id, user_id, content, speaker_segments)
SELECT id, user_id, 'Agent: Hello.', '[{"role": "agent", "message": "Hello."}]' FROM calls WHERE status = 'completed';

INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, intent_score, total_score, lead_status_tag, is_qualified,
  cta_pricing_clicked, cta_demo_clicked, cta_escalated_to_human, demo_scheduled_at)
SELECT id, user_id, agent_id, call_date, score, score, CASE WHEN score >= 70 THEN 'hot' WHEN score >= 40 THEN 'warm' ELSE 'cold' END,
  score >= 70, score % 2 = 0, score % 3 = 0, score % 7 = 0, CASE WHEN score % 3 = 0 THEN started_at + interval '2 days' END
FROM calls CROSS JOIN LATERAL (SELECT duration_seconds % 101 AS score) s WHERE status = 'completed' AND duration_seconds % 4 > 0;
UPDATE agent_call_outcomes o SET is_qualified_lead = true FROM lead_analytics l WHERE l.call_id = o.call_id AND l.is_qualified;

-- One charge a call, in the order of the calls; then a correction, and a purchase.
INSERT INTO credit_transactions (user_id, type, amount, description, call_id, conversation_id, quantity_seconds, quantity_minutes,
  unit_credits)
SELECT user_id, 'usage', -credits_used, 'Call', id, elevenlabs_conversation_id, duration_seconds, duration_minutes, credits_per_minute
FROM calls WHERE credits_used > 0 ORDER BY started_at;
UPDATE calls SET duration_seconds = 3600, duration_minutes = 60, credits_used = 60 WHERE elevenlabs_conversation_id LIKE 'conv\_1agent\_1%';
INSERT INTO credit_transactions (user_id, type, amount, description, call_id, conversation_id, is_correction)
SELECT user_id, 'usage', -59, 'Call, corrected', id, elevenlabs_conversation_id, true FROM calls WHERE duration_seconds = 3600;
INSERT INTO credit_transactions (user_id, type, amount, description) SELECT id, 'purchase', 500, 'Credits' FROM users;

-- Late changes: a call that moves to the other agent, one that moves to another month, and one that is deleted.
UPDATE calls c SET agent_id = (SELECT a.id FROM agents a WHERE a.user_id = c.user_id AND a.id <> c.agent_id)
WHERE elevenlabs_conversation_id LIKE 'conv\_7agent%';
UPDATE calls SET started_at = started_at - interval '40 days' WHERE elevenlabs_conversation_id LIKE 'conv\_8agent%';
DELETE FROM calls WHERE elevenlabs_conversation_id LIKE 'conv\_4agent%';

INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id)
SELECT 'Line of ' || name, '+44770090040' || right(id::text, 1), 'phnum_' || email, id FROM users;
INSERT INTO follow_ups (user_id, lead_phone, follow_up_date, remark)
SELECT user_id, phone_number, '2026-12-01', 'Call back' FROM contacts;
INSERT INTO customers (user_id, contact_id, name, phone, conversion_date)
SELECT user_id, id, name, phone_number, '2026-10-05' FROM contacts WHERE name < 'Contact 4';
INSERT INTO agent_targets (agent_id, user_id, target_date, target_type, target_calls, target_leads)
SELECT id, user_id, '2026-07-01', type, 20, 10 FROM agents, unnest(ARRAY['daily', 'monthly', 'quarterly']) type;
SELECT rebuild_agent_performance_trends(id, '2026-06-01', '2026-10-31') FROM users;

INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) SELECT id, 'overview', '{"calls": 1}', '2027-01-01' FROM users;
INSERT INTO login_attempts (email, success) SELECT email, true FROM users;
INSERT INTO password_reset_attempts (email, success) SELECT email, true FROM users;
INSERT INTO admin_audit_log (admin_user_id, action, resource_type) SELECT id, 'user.view', 'user' FROM users;
INSERT INTO webhook_events (provider, status, body, body_bytes, body_sha256, signed_at, conversation_id)
SELECT 'elevenlabs', 'processed', '{}', 2, sha256(elevenlabs_conversation_id::bytea), '2026-10-04', elevenlabs_conversation_id FROM calls;
INSERT INTO trigger_error_log (table_name, operation, error_message) VALUES ('calls', 'INSERT', 'division by zero');
INSERT INTO job_runs (task) VALUES ('cleanup');
INSERT INTO job_schedule (task, last_slot) VALUES ('cleanup', '2026-10-04 03:00:00+00');
INSERT INTO audit_findings (audit, check_name, table_name, row_id, detail) VALUES ('isolation', 'rule', 'calls', '1', 'Found once');

-- What waits for its words, what has them, and what could not have them.
SELECT write_call_searches(array_agg(id), array_agg('''said'':1'::text), array_agg('said'::text)) FROM calls WHERE elevenlabs_conversation_id LIKE 'conv\_1%';
SELECT note_call_search_failure(id, 'A word too long') FROM calls WHERE elevenlabs_conversation_id LIKE 'conv\_20agent%';
SELECT rebuild_call_searches(id, '2026-06-01', '2026-06-30') FROM users;

INSERT INTO email_verification_tokens (user_id, email, token_hash, expires_at)
SELECT id, email, encode(sha256(email::bytea), 'hex'), '2027-01-01' FROM users;
INSERT INTO password_reset_tokens (user_id, token_hash, expires_at) SELECT id, encode(sha256(email::bytea), 'hex'), '2027-01-01' FROM users;
INSERT INTO oauth_accounts (user_id, provider, provider_account_id, email) SELECT id, 'google', id, email FROM users;
INSERT INTO second_factors (user_id, secret_encrypted, confirmed_at) SELECT id, 'v1:secret', '2026-10-04' FROM users;
INSERT INTO second_factor_recovery_codes (user_id, code_hash) SELECT id, encode(sha256(email::bytea), 'hex') FROM users;
INSERT INTO rate_limits (key, points, expire) SELECT 'export:' || id, 1, 1798761600000 FROM users;
INSERT INTO saved_views (user_id, page, name, query) SELECT id, '/calls', 'Completed', 'status=completed' FROM users;

INSERT INTO contact_imports (user_id, status, file_name, file_bytes, storage_key, encoding, separator, has_header, columns, header_digest, row_count)
SELECT id, 'checked', 'people.csv', 20, 'imports/' || id || '/people', 'utf-8', ',', true, '[]', '', 2 FROM users;
INSERT INTO contact_import_rows (import_id, user_id, row_number, line, name, phone_number, verdict, reason, target_contact)
SELECT id, user_id, n, n + 1, 'Person ' || n, '+4477009009' || lpad(n::text, 2, '0'), CASE n WHEN 1 THEN 'create' ELSE 'skip' END,
  CASE n WHEN 2 THEN 'known' END, CASE n WHEN 1 THEN uuid_v7() END
FROM contact_imports, generate_series(1, 2) n;
INSERT INTO deleted_contacts (id, user_id, deletion_id, contact) SELECT uuid_v7(), id, uuid_v7(), '{"name": "Gone"}' FROM users;

INSERT INTO job_processes (id, name, worker_ids) VALUES (uuid_v7(), 'worker', '{one}');
INSERT INTO job_totals (metric, label, value) VALUES ('jobs', 'cleanup', 1);
