import type { IngestHarness, TestTenant } from "./ingest-harness";

/**
 * Gives a tenant a row in every table of tenants, and for each table that points at calls or contacts one of those that it does not
 * point at yet. Nothing here contradicts anything that the audits compare.
 */
export async function fillTenant(harness: IngestHarness, { userId, agentId }: TestTenant): Promise<void> {
  for (const statement of statements) {
    await harness.owner.query(statement.replaceAll("{user}", `'${userId}'`).replaceAll("{agent}", `'${agentId}'`));
  }
}

const statements = [
  "INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ({user}, 'agent_of_' || {user}, 'Has no calls yet')",
  `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
   VALUES ({agent}, {user}, 'conv_of_' || {user}, 'inbound', 'in_progress', '2026-07-01T10:00Z')`,
  // A call that waits for its words is in the queue; until they are made, that it failed before is no fault.
  "INSERT INTO call_search_failures (call_id, user_id, reason) SELECT id, user_id, 'Broken' FROM calls WHERE elevenlabs_conversation_id = 'conv_of_' || {user}",
  // As only a fault could leave it.
  `INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type)
   VALUES (false, {user}, {agent}, '2026-07-01', 10, 'phone', 'inbound')`,
  "SELECT rebuild_call_searches({user}, '2026-07-01', '2026-07-01')",
  "INSERT INTO contacts (user_id, name) VALUES ({user}, 'Buys'), ({user}, 'Does not buy')",
  `INSERT INTO customers (user_id, contact_id, name, customer_reference_number, person_key, origin_call_id)
   SELECT user_id, id, name, '', 'conv_of_' || {user}, (SELECT c.id FROM calls c WHERE c.elevenlabs_conversation_id = 'conv_of_' || {user}) FROM contacts WHERE user_id = {user} AND name = 'Buys'`,
  "INSERT INTO contacts (user_id, name) VALUES ({user}, 'Bought before there was a trail')",
  "ALTER TABLE customers DISABLE TRIGGER trigger_customers_write_trail",
  `INSERT INTO customers (user_id, contact_id, name, customer_reference_number)
   SELECT user_id, id, name, '' FROM contacts WHERE user_id = {user} AND name = 'Bought before there was a trail'`,
  "ALTER TABLE customers ENABLE TRIGGER trigger_customers_write_trail",
  `INSERT INTO follow_ups (user_id, call_id, lead_email, follow_up_date, is_completed, follow_up_status, completed_at, created_by,
     completed_by)
   SELECT user_id, id, 'lead@caller.example', '2026-07-01', true, 'completed', now(), user_id, user_id
   FROM calls WHERE user_id = {user} AND elevenlabs_conversation_id = 'conv_of_' || {user}`,
  `INSERT INTO contact_imports (user_id, file_name, file_bytes, encoding, separator, has_header, columns, header_digest, row_count)
   VALUES ({user}, 'people.csv', 10, 'utf-8', ',', true, '[]', '', 1), ({user}, 'without rows.csv', 10, 'utf-8', ',', true, '[]', '', 0)`,
  `INSERT INTO contact_import_rows (import_id, user_id, row_number, line, verdict, reason)
   SELECT id, user_id, 1, 2, 'skip', 'nothing_to_reach' FROM contact_imports WHERE user_id = {user} AND row_count = 1`,
  `INSERT INTO contacts (user_id, name, import_id)
   SELECT user_id, 'Imported', id FROM contact_imports WHERE user_id = {user} AND row_count = 1`,
  `INSERT INTO deleted_contacts (id, user_id, deletion_id, contact) VALUES (uuid_v7(), {user}, uuid_v7(), '{}')`,
  `INSERT INTO follow_ups (user_id, lead_email, follow_up_date, is_completed, follow_up_status, completed_at, created_by, completed_by)
   VALUES ({user}, 'lead@caller.example', '2026-07-01', true, 'completed', now(), {user}, {user})`,
  `INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, created_by_admin_id)
   SELECT 'Line of ' || {user}, '+4420794' || lpad((count(*) + 60000)::text, 5, '0'), 'phnum_of_' || {user}, {user}, {user} FROM phone_numbers`,
  `INSERT INTO agent_targets (user_id, agent_id, target_date, target_type, target_calls)
   VALUES ({user}, {agent}, '2026-07-01', 'daily', 5)`,
  "SELECT rebuild_agent_performance_trends({user}, '2026-01-01', '2026-12-31')",
  "INSERT INTO stale_trends (tenant_id, day) VALUES ({user}, '2026-07-01')",
  `INSERT INTO user_sessions (user_id, token_hash, expires_at) VALUES ({user}, md5({user}), now() + interval '1 hour')`,
  `INSERT INTO oauth_accounts (user_id, provider, provider_account_id, email)
   VALUES ({user}, 'google', {user}, 'linked@tenant.example')`,
  "INSERT INTO email_verification_tokens (user_id, email, token_hash, expires_at) VALUES ({user}, 'new@tenant.example', md5({user}), now())",
  "INSERT INTO password_reset_tokens (user_id, token_hash, expires_at) VALUES ({user}, md5({user}), now())",
  "INSERT INTO second_factors (user_id, secret_encrypted) VALUES ({user}, 'secret')",
  "INSERT INTO second_factor_recovery_codes (user_id, code_hash) VALUES ({user}, md5({user}))",
  "INSERT INTO saved_views (user_id, page, name, query) VALUES ({user}, '/calls', 'Hot', 'temperature=hot')",
  "INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) VALUES ({user}, 'test', '1', now() + interval '1 hour')",
  `INSERT INTO admin_audit_log (admin_user_id, action, resource_type, target_user_id)
   VALUES ({user}, 'user.view', 'user', {user})`,
  "INSERT INTO user_notes (target_user_id, admin_user_id, note) VALUES ({user}, {user}, 'Pays late')",
  `INSERT INTO audit_findings (audit, check_name, tenant_id, table_name, row_id, detail)
   VALUES ('isolation', 'test', {user}, 'calls', 'test', 'Found by a test')`,
] as const;
