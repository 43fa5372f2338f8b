-- Rows for every table as the first migration left them, consistent without a trigger: two tenants, an agent and two calls each.
INSERT INTO users (id, email, name, credits, timezone)
SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'tenant' || n || '@example.com', 'Tenant ' || n, 11, 'Europe/Paris'
FROM generate_series(1, 2) n;

INSERT INTO user_sessions (user_id, token_hash, expires_at, ip_address)
SELECT id, encode(sha256(email::bytea), 'hex'), '2027-01-01', '203.0.113.7' FROM users;

INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, 'agent_' || email, 'Front desk' FROM users;

INSERT INTO contacts (user_id, name, phone_number) SELECT id, 'Mara', '+447700900321' FROM users;

-- At half past eleven at night in UTC it is already tomorrow where the tenant lives.
INSERT INTO calls (agent_id, user_id, contact_id, elevenlabs_conversation_id, phone_number, call_source, lead_type, duration_minutes,
  duration_seconds, credits_used, credits_per_minute, status, started_at, call_date)
SELECT a.id, a.user_id, k.id, 'conv_' || n || a.elevenlabs_agent_id, k.phone_number, 'phone', 'inbound', 2, 61, 2, 1, 'completed',
  '2026-10-03 23:30:00+00', '2026-10-04'
FROM agents a JOIN contacts k ON k.user_id = a.user_id CROSS JOIN generate_series(1, 2) n;

UPDATE contacts k SET is_auto_created = true, auto_creation_source = 'webhook',
  auto_created_from_call_id = (SELECT c.id FROM calls c WHERE c.user_id = k.user_id ORDER BY c.id LIMIT 1);

INSERT INTO transcripts (call_id, user_id, content, speaker_segments)
SELECT id, user_id, 'Agent: Hello.', '[{"role": "agent", "message": "Hello."}]' FROM calls;

INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, intent_score, total_score, lead_status_tag, is_qualified,
  cta_demo_clicked)
SELECT id, user_id, agent_id, call_date, 90, 80, 'hot', true, true FROM calls;

INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome, is_qualified_lead, lead_temperature)
SELECT id, user_id, agent_id, call_date, 'completed', true, 'hot' FROM calls;

INSERT INTO credit_transactions (user_id, entry_number, type, amount, balance_after, description)
SELECT id, 1, 'bonus', 15, 15, 'Welcome' FROM users;
INSERT INTO credit_transactions (user_id, entry_number, type, amount, balance_after, description, call_id, conversation_id,
  quantity_seconds, quantity_minutes, unit_credits)
SELECT user_id, 1 + place, 'usage', -2, 15 - 2 * place, 'Call', id, elevenlabs_conversation_id, 61, 2, 1
FROM (SELECT c.*, row_number() OVER (PARTITION BY user_id ORDER BY id) AS place FROM calls c) c;

INSERT INTO agent_analytics (agent_id, user_id, date, total_calls, successful_calls, answered_calls, inbound_calls, phone_calls,
  total_duration_minutes, total_duration_seconds, credits_used, leads_generated, qualified_leads, hot_leads, cta_demo_clicks, cta_calls,
  total_cta_interactions, cta_conversion_rate, intent_score_sum, intent_score_count, total_score_sum, total_score_count)
SELECT id, user_id, '2026-10-04', 2, 2, 2, 2, 2, 4, 122, 4, 2, 2, 2, 2, 2, 2, 100.00, 180, 2, 160, 2 FROM agents;
INSERT INTO user_analytics (user_id, date, total_calls, successful_calls, answered_calls, inbound_calls, phone_calls,
  total_duration_minutes, total_duration_seconds, credits_used, leads_generated, qualified_leads, hot_leads, cta_demo_clicks, cta_calls,
  total_cta_interactions, cta_conversion_rate, intent_score_sum, intent_score_count, total_score_sum, total_score_count)
SELECT user_id, date, total_calls, successful_calls, answered_calls, inbound_calls, phone_calls, total_duration_minutes,
  total_duration_seconds, credits_used, leads_generated, qualified_leads, hot_leads, cta_demo_clicks, cta_calls, total_cta_interactions,
  cta_conversion_rate, intent_score_sum, intent_score_count, total_score_sum, total_score_count
FROM agent_analytics;

INSERT INTO webhook_events (provider, status, body, body_bytes, body_sha256, signed_at, conversation_id)
SELECT 'elevenlabs', 'processed', '{}', 2, sha256(elevenlabs_conversation_id::bytea), '2026-10-04', elevenlabs_conversation_id FROM calls;

INSERT INTO trigger_error_log (table_name, operation, error_message) VALUES ('calls', 'INSERT', 'division by zero');
