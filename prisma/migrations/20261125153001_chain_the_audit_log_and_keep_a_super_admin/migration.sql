-- object: audit/allowed_rights.sql sha256:a45cad45b67adfc75a06ef0181514a49f86b9ff3a73cd1962ef72634d50d2ada
-- Every right that a role of the application or everybody may hold, at most: by table and column, view, sequence and function.
-- It repeats security/2_grants.sql on purpose: a right is given in two places, and one that is only granted is a finding.
CREATE OR REPLACE FUNCTION list_allowed_rights() RETURNS TABLE (role_name text, object_name text, privilege text, columns text[])
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  -- A star is the whole table, its later columns included.
  SELECT role, object, unnest(string_to_array(privileges, ' ')), regexp_split_to_array(columns, '\s+')
  FROM (VALUES
    ('app_tenant', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone delete_after
      password_changed_at created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name'),
    ('app_tenant', 'agents', 'SELECT', '*'),
    ('app_tenant', 'contacts', 'SELECT DELETE', '*'),
    ('app_tenant', 'contacts', 'INSERT', 'id user_id name phone_number email company notes auto_creation_source'),
    ('app_tenant', 'contacts', 'UPDATE', 'name phone_number email company notes'),
    ('app_tenant', 'calls', 'SELECT', '*'),
    ('app_tenant', 'user_sessions', 'SELECT', 'id user_id auth_provider ip_address user_agent is_active created_at last_used_at
      expires_at second_factor_at ended_at end_reason'),
    ('app_tenant', 'user_sessions', 'UPDATE', 'is_active ended_at end_reason'),
    ('app_tenant', 'oauth_accounts', 'SELECT', 'id user_id provider email last_used_at created_at'),
    ('app_tenant', 'second_factors', 'SELECT', 'user_id confirmed_at created_at'),
    ('app_tenant', 'calls', 'UPDATE', 'recording_url recording_storage_key'),
    ('app_tenant', 'transcripts', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'UPDATE', 'is_read'),
    ('app_tenant', 'agent_call_outcomes', 'SELECT', '*'),
    ('app_tenant', 'credit_transactions', 'SELECT', '*'),
    ('app_tenant', 'agent_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_daily_analytics', 'SELECT', '*'),
    ('app_tenant', 'call_analytics_cache', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_trends', 'SELECT', '*'),
    ('app_tenant', 'phone_numbers', 'SELECT',
      'id name phone_number elevenlabs_phone_number_id assigned_to_user_id is_active created_at updated_at'),
    ('app_tenant', 'follow_ups', 'SELECT DELETE', '*'),
    ('app_tenant', 'follow_ups', 'INSERT',
      'id user_id lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'follow_ups', 'UPDATE',
      'lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'customers', 'SELECT DELETE', '*'),
    ('app_tenant', 'customers', 'INSERT', 'id user_id contact_id customer_reference_number name email phone company status
      conversion_date original_lead_source assigned_sales_rep last_interaction_date notes'),
    ('app_tenant', 'customers', 'UPDATE', 'name email phone company status conversion_date original_lead_source assigned_sales_rep
      last_interaction_date notes'),
    ('app_tenant', 'agent_targets', 'SELECT DELETE', '*'),
    ('app_tenant', 'agent_targets', 'INSERT', 'id agent_id user_id target_date target_type target_calls target_success_rate
      target_leads target_conversion_rate'),
    ('app_tenant', 'agent_targets', 'UPDATE', 'target_calls target_success_rate target_leads target_conversion_rate'),
    ('app_tenant', 'dashboard_cache', 'SELECT DELETE', '*'),
    ('app_tenant', 'dashboard_cache', 'INSERT', 'id user_id cache_key cache_data expires_at'),
    ('app_tenant', 'dashboard_cache', 'UPDATE', 'cache_data expires_at'),
    ('app_tenant', 'user_stats', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_summary', 'SELECT', '*'),
    ('app_tenant', 'call_source_analytics', 'SELECT', '*'),
    ('app_tenant', 'recent_call_analytics', 'SELECT', '*'),
    ('app_tenant', 'my_kpi_summary', 'SELECT', '*'),
    ('app_ingest', 'webhook_events', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'calls', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'contacts', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'transcripts', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'lead_analytics', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_ingest', 'agent_call_outcomes', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'credit_transactions', 'SELECT', '*'),
    ('app_ingest', 'credit_transactions', 'INSERT', 'id user_id type amount description call_id conversation_id is_correction
      quantity_seconds quantity_minutes unit_credits occurred_at'),
    ('app_ingest', 'agents', 'SELECT', '*'),
    ('app_ingest', 'system_config', 'SELECT', '*'),
    ('app_ingest', 'users', 'SELECT', 'id timezone is_active updated_at'),
    ('app_ingest', 'users', 'UPDATE', 'updated_at'),
    ('app_auth', 'users', 'SELECT', '*'),
    ('app_auth', 'system_config', 'SELECT', '*'),
    ('app_auth', 'users', 'INSERT', 'id email name password_hash password_changed_at email_verified auth_provider timezone'),
    ('app_auth', 'users', 'UPDATE', 'email name password_hash password_changed_at email_verified delete_after'),
    ('app_auth', 'user_sessions', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'oauth_accounts', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'second_factors', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'second_factor_recovery_codes', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'email_verification_tokens', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'password_reset_tokens', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'rate_limits', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'login_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'login_attempts', 'UPDATE', 'success failure_reason'),
    ('app_auth', 'password_reset_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'UPDATE', 'success'),
    ('app_job', 'list_previous_days(timestamp with time zone)', 'EXECUTE', '*'),
    ('app_job', 'job_runs', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_schedule', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'audit_findings', 'SELECT INSERT UPDATE', '*'),
    ('app_admin', 'system_config', 'SELECT', '*'),
    ('app_admin', 'system_config', 'UPDATE', 'config_value updated_by'),
    ('app_admin', 'admin_audit_log', 'INSERT', 'id admin_user_id action resource_type resource_id target_user_id details ip_address user_agent'),
    ('app_admin', 'request_replay(uuid,timestamp with time zone,timestamp with time zone)', 'EXECUTE', '*'),
    ('app_admin', 'job_runs', 'SELECT', '*'),
    ('app_admin', 'job_schedule', 'SELECT', '*'),
    ('app_admin', 'audit_findings', 'SELECT', '*'),
    ('app_admin', 'kpi_refresh_state', 'SELECT', '*'),
    ('app_admin', 'trigger_error_log', 'SELECT', '*')
  ) tables (role, object, privileges, columns)
  UNION ALL
  SELECT role, unnest(string_to_array(functions, ' ')), 'EXECUTE', ARRAY['*'] FROM (VALUES
    ('app_tenant', 'app_user_id() uuid_v7() is_time_zone(text) request_time_zone(text)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness() link_ledger_to_calls(text[])'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text)'),
    ('app_job', 'uuid_v7() list_tenants() list_days_to_repair(uuid) scheduled_refresh_user_kpi_summary(boolean)'),
    ('app_job', 'list_tenants_with_stale_trends() refresh_stale_trends(uuid) change_time_zone(uuid,text)'),
    ('app_job', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid) batch_calculate_call_analytics(date)'),
    ('app_job', 'cleanup_trigger_error_log(integer,integer) cleanup_expired_sessions(integer) cleanup_old_job_runs(integer)'),
    ('app_job', 'cleanup_old_login_attempts(integer) cleanup_old_password_reset_attempts(integer)'),
    ('app_job', 'cleanup_expired_dashboard_cache(integer) rebuild_agent_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_user_analytics(uuid,date,date) rebuild_user_daily_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_call_analytics_cache(uuid,date,date) rebuild_agent_targets(uuid,date,date)'),
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)'),
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/2_grants.sql gives it to them';

-- object: security/chain_audit_log.sql sha256:d4c4ebe20292ad34f7016b26abbdb018a35c256d02137562702b70bfcf130b25
-- The audit log is one chain: each entry has the next number and a hash over all of itself and the hash before it.
CREATE OR REPLACE FUNCTION audit_entry_hash(entry admin_audit_log) RETURNS text
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  -- In an array nothing can move from one column into the next, and jsonb has one text for one value.
  SELECT encode(sha256(convert_to(jsonb_build_array(
    entry.entry_number, entry.previous_hash, entry.id, entry.admin_user_id, entry.action, entry.resource_type, entry.resource_id,
    entry.target_user_id, entry.details, entry.ip_address::text, entry.user_agent,
    (extract(epoch FROM entry.created_at) * 1000000)::bigint)::text, 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION audit_entry_hash(admin_audit_log) IS
  'SHA-256 of an entry of the audit log: all that it says, its number, and the hash of the entry before it';

CREATE OR REPLACE FUNCTION trg_admin_audit_log_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  head audit_chain_head;
BEGIN
  -- Held until the transaction ends: of entries at the same time, one follows the other.
  SELECT * INTO STRICT head FROM audit_chain_head FOR UPDATE;
  NEW.entry_number := head.entry_number + 1;
  NEW.previous_hash := head.entry_hash;
  NEW.entry_hash := audit_entry_hash(NEW);
  UPDATE audit_chain_head SET entry_number = NEW.entry_number, entry_hash = NEW.entry_hash;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_admin_audit_log_chain() IS 'An entry of the audit log is numbered and carries the hash of the entry before it';

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_chain
  BEFORE INSERT ON admin_audit_log
  FOR EACH ROW EXECUTE FUNCTION trg_admin_audit_log_chain();

CREATE OR REPLACE FUNCTION verify_audit_chain() RETURNS TABLE (entry_number bigint, entry_id uuid, fault text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH entries AS (
    SELECT e.entry_number, e.id, e.previous_hash, e.entry_hash, audit_entry_hash(e) AS true_hash,
      lag(e.entry_number, 1, 0::bigint) OVER in_order AS number_before,
      lag(e.entry_hash, 1, repeat('0', 64)::varchar) OVER in_order AS hash_before
    FROM admin_audit_log e
    WINDOW in_order AS (ORDER BY e.entry_number, e.id)
  ), newest AS (
    SELECT coalesce(max(e.entry_number), 0) AS entry_number FROM entries e
  ), faults AS (
    SELECT e.entry_number, e.id, 'what it says was changed' AS fault FROM entries e WHERE e.entry_hash IS DISTINCT FROM e.true_hash
    UNION ALL
    SELECT e.entry_number, e.id, CASE WHEN e.entry_number = e.number_before THEN 'its number is given twice' ELSE 'entries before it are missing' END
    FROM entries e WHERE e.entry_number <> e.number_before + 1
    UNION ALL
    SELECT e.entry_number, e.id, 'it does not follow the entry before it'
    FROM entries e WHERE e.entry_number = e.number_before + 1 AND e.previous_hash IS DISTINCT FROM e.hash_before
    UNION ALL
    SELECT n.entry_number, NULL, 'the newest entries are missing, or the end of the chain was changed'
    FROM newest n
    WHERE NOT EXISTS (
      SELECT FROM audit_chain_head h
      WHERE h.entry_number = n.entry_number
        AND h.entry_hash = coalesce((SELECT e.entry_hash FROM entries e WHERE e.entry_number = n.entry_number LIMIT 1), repeat('0', 64)))
  )
  SELECT f.entry_number, f.id, f.fault FROM faults f ORDER BY f.entry_number, f.fault LIMIT 100
$$;
COMMENT ON FUNCTION verify_audit_chain() IS
  'Where the chain of the audit log is broken, the first hundred faults in its order; none when nobody has touched it';

-- object: audit/audit_data_isolation.sql sha256:0b3253e60bd6e121a3d69daee4368ede6345ca6a5104e43497ad704d346219d9
-- No row points at another tenant's, and nothing in the database would let a tenant see or write what is not its own: every
-- foreign key, table, policy, right, view and function is found in the catalogue, so that a new one is held to the same rules.
-- depends on: audit/tenant_tables.sql
-- depends on: audit/allowed_rights.sql
-- depends on: security/chain_audit_log.sql
CREATE OR REPLACE FUNCTION find_crossed_references(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  link record;
BEGIN
  FOR link IN
    SELECT k.conname::text AS name, k.conrelid::regclass AS child, k.confrelid::regclass AS parent,
      -- The row that is meant: by its id where the key has one, for its agent or day may differ as well.
      coalesce(
        string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') FILTER (WHERE pa.attname = 'id'),
        string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') FILTER (WHERE NOT tenancy.is_tenant)) AS same_row,
      string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') AS same_key,
      string_agg(format('c.%I IS NOT NULL', ca.attname), ' AND ') AS is_set,
      max(ca.attname) FILTER (WHERE tenancy.is_tenant) AS child_tenant,
      max(pa.attname) FILTER (WHERE tenancy.is_tenant) AS parent_tenant
    FROM pg_constraint k
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (child_column, parent_column)
    JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.child_column
    JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = pair.parent_column
    CROSS JOIN LATERAL (SELECT pa.attname IN ('user_id', 'assigned_to_user_id') AS is_tenant) tenancy
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'user_id' AND NOT a.attisdropped)
    GROUP BY k.conname, k.conrelid, k.confrelid
    ORDER BY k.conrelid::regclass::text, k.conname
  LOOP
    IF link.same_row IS NOT NULL AND link.child_tenant IS NOT NULL THEN
      RETURN QUERY EXECUTE format(
        'SELECT ''reference_crosses_tenants'', c.user_id, %1$L, coalesce(to_jsonb(c) ->> ''id'', c.ctid::text),
           format(''%%s points at a row of %%s'', %2$L, p.%3$I)
         FROM %4$s c JOIN %5$s p ON %6$s
         WHERE c.%7$I <> p.%3$I AND ($1 IS NULL OR $1 IN (c.%7$I, p.%3$I))',
        link.child::text, link.name, link.parent_tenant, link.child, link.parent, link.same_row, link.child_tenant)
      USING tenant;
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT ''reference_leads_nowhere'', c.user_id, %1$L, coalesce(to_jsonb(c) ->> ''id'', c.ctid::text),
         format(''no row of %%s fits %%s'', %3$L, %2$L)
       FROM %4$s c
       WHERE %5$s AND ($1 IS NULL OR c.user_id = $1) AND NOT EXISTS (SELECT FROM %6$s p WHERE %7$s)
         AND NOT EXISTS (SELECT FROM %6$s p WHERE %8$s)',
      link.child::text, link.name, link.parent::text, link.child, link.is_set, link.parent, link.same_key,
      CASE WHEN link.child_tenant IS NULL THEN 'false' ELSE coalesce(link.same_row || format(' AND p.%I <> c.%I', link.parent_tenant, link.child_tenant), 'false') END)
    USING tenant;
  END LOOP;
END $$;
COMMENT ON FUNCTION find_crossed_references(uuid) IS
  'Rows whose foreign key names another tenant''s row, or none; of one tenant, or of all';

-- A reference between tenants' rows holds them to one tenant only by a key that carries the tenant.
CREATE OR REPLACE FUNCTION find_keys_without_tenant() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_tables AS (
    SELECT t.*, a.attnum FROM list_tenant_tables() t JOIN pg_attribute a ON a.attrelid = t.table_oid AND a.attname = t.tenant_column
  ), keys AS (
    SELECT k.conname, c.table_oid, c.table_name, k.conkey, p.table_name AS parent,
      -- Both tenants stand at the same place of the key.
      EXISTS (SELECT FROM unnest(k.conkey, k.confkey) pair (child, parent) WHERE pair.child = c.attnum AND pair.parent = p.attnum) AS is_held
    FROM pg_constraint k
    JOIN tenant_tables c ON c.table_oid = k.conrelid
    JOIN tenant_tables p ON p.table_oid = k.confrelid
    WHERE k.contype = 'f'
  )
  SELECT 'key_does_not_carry_the_tenant', NULL::uuid, table_name, conname::text, format('a row may point at another tenant''s row of %s', parent)
  FROM keys WHERE parent <> 'users' AND NOT is_held
  UNION ALL
  -- Findings outlive what they are about, and so lead nowhere on purpose.
  SELECT 'tenant_has_no_key', NULL, t.table_name, format('%s.%s', t.table_name, t.tenant_column), 'a row may name a tenant that does not exist'
  FROM tenant_tables t
  WHERE t.table_name NOT IN ('users', 'audit_findings')
    AND NOT EXISTS (SELECT FROM keys k WHERE k.table_oid = t.table_oid AND t.attnum = ANY (k.conkey))
  UNION ALL
  -- A column that is a key elsewhere: call_id, agent_id, contact_id.
  SELECT 'reference_has_no_key', NULL, t.table_name, format('%s.%s', t.table_name, a.attname), 'a row may point at another tenant''s row, or at none'
  FROM tenant_tables t JOIN pg_attribute a ON a.attrelid = t.table_oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE a.atttypid = 'uuid'::regtype AND a.attnum <> t.attnum
    AND a.attname IN (
      SELECT other.attname FROM keys k JOIN pg_attribute other ON other.attrelid = k.table_oid AND other.attnum = ANY (k.conkey)
      WHERE k.parent <> 'users' AND other.attname LIKE '%\_id')
    AND NOT EXISTS (SELECT FROM keys k WHERE k.table_oid = t.table_oid AND a.attnum = ANY (k.conkey))
$$;
COMMENT ON FUNCTION find_keys_without_tenant() IS
  'Foreign keys between tenants'' tables that do not carry the tenant, and references that have no key at all';

-- Nobody holds a right that is not entered in allowed_rights.sql, for a whole table where only columns are, or with a right to pass it on.
CREATE OR REPLACE FUNCTION find_rights_too_many() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH granted AS (
    SELECT acl.grantee, c.relname::text AS name, NULL::text AS attname, acl.privilege_type, acl.is_grantable
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT acl.grantee, c.relname, a.attname, acl.privilege_type, acl.is_grantable
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
    UNION ALL
    SELECT acl.grantee, p.oid::regprocedure::text, NULL, acl.privilege_type, acl.is_grantable
    FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
    WHERE p.pronamespace = 'public'::regnamespace
  ), held AS (
    SELECT coalesce(r.rolname::text, 'everybody') AS holder, g.*
    FROM granted g LEFT JOIN pg_roles r ON r.oid = g.grantee
    WHERE g.grantee = 0 OR r.rolname LIKE 'app\_%'
  )
  SELECT 'role_has_a_right_too_many', NULL::uuid, h.name, format('%s: %s %s', h.holder, h.privilege_type, concat_ws('.', h.name, h.attname)),
    CASE WHEN h.is_grantable THEN 'may be passed on' WHEN h.attname IS NULL THEN 'on all of it' ELSE 'on this column' END
  FROM held h
  WHERE h.is_grantable OR NOT EXISTS (
    SELECT FROM list_allowed_rights() w
    WHERE w.role_name = h.holder AND w.object_name = h.name AND w.privilege = h.privilege_type
      AND ('*' = ANY (w.columns) OR h.attname = ANY (w.columns)))
$$;
COMMENT ON FUNCTION find_rights_too_many() IS 'Rights of the application''s roles, and of everybody, that list_allowed_rights does not name';

CREATE OR REPLACE FUNCTION find_open_doors() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_tables AS (
    SELECT c.oid, c.relname::text AS name, c.relrowsecurity, c.relforcerowsecurity
    FROM list_tenant_tables() t JOIN pg_class c ON c.oid = t.table_oid
  ), of_tenants AS (
    SELECT c.relname::text AS name FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee IN (0, 'app_tenant'::regrole)
    UNION
    SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped AND acl.grantee IN (0, 'app_tenant'::regrole)
  )
  SELECT 'table_has_no_forced_row_security', NULL::uuid, name, name, 'every table with a tenant has row-level security, forced'
  FROM tenant_tables WHERE NOT (relrowsecurity AND relforcerowsecurity)
  UNION ALL
  SELECT 'table_has_no_tenant_policy', NULL, t.name, t.name, 'tenants may use the table, and no policy tells their rows'
  FROM tenant_tables t
  WHERE EXISTS (SELECT FROM of_tenants g WHERE g.name = t.name)
    AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND 'app_tenant'::regrole = ANY (p.polroles))
  UNION ALL
  SELECT 'policy_names_no_tenant', NULL, t.name, p.polname::text, coalesce(pg_get_expr(p.polqual, p.polrelid), 'no condition')
  FROM tenant_tables t JOIN pg_policy p ON p.polrelid = t.oid
  WHERE p.polpermissive AND p.polroles && ARRAY[0::oid, 'app_tenant'::regrole::oid]
    AND (coalesce(pg_get_expr(p.polqual, p.polrelid), 'app_user_id()') NOT LIKE '%app\_user\_id()%'
      OR coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'app_user_id()') NOT LIKE '%app\_user\_id()%'
      OR (p.polqual IS NULL AND p.polwithcheck IS NULL))
  UNION ALL
  SELECT 'view_reads_as_its_owner', NULL, c.relname::text, c.relname::text, 'tenants may read a view that sees all tenants'
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
    AND EXISTS (SELECT FROM of_tenants g WHERE g.name = c.relname)
    AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
    AND NOT (coalesce('security_barrier=true' = ANY (c.reloptions), false) AND pg_get_viewdef(c.oid) LIKE '%app\_user\_id()%')
  UNION ALL
  SELECT 'function_has_no_search_path', NULL, p.proname::text, p.oid::regprocedure::text, 'runs as its owner, with its caller''s search_path'
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    AND NOT EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search\_path=%')
  UNION ALL
  SELECT 'function_is_everybodys', NULL, p.proname::text, p.oid::regprocedure::text, 'runs as its owner, for any role'
  FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND acl.grantee = 0
  UNION ALL
  SELECT 'role_is_more_than_itself', NULL, 'pg_roles', r.rolname::text, 'bypasses row-level security or is a member of another role'
  FROM pg_roles r
  WHERE r.rolname IN (SELECT role_name FROM list_allowed_rights()) AND (r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
$$;
COMMENT ON FUNCTION find_open_doors() IS
  'What in the catalogue would let a tenant see or write more than its own: security, policies, views, functions and roles';

CREATE OR REPLACE FUNCTION audit_data_isolation(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_crossed_references(tenant)
  UNION ALL
  SELECT * FROM find_keys_without_tenant()
  UNION ALL
  SELECT * FROM find_rights_too_many()
  UNION ALL
  SELECT * FROM find_open_doors()
  UNION ALL
  SELECT 'audit_log_was_changed', NULL, 'admin_audit_log', concat_ws(' ', 'entry', c.entry_number), c.fault FROM verify_audit_chain() c
$$;
COMMENT ON FUNCTION audit_data_isolation(uuid) IS
  'References between the data of one user (or of any) and another''s, every way in which tenants could see more than their own, and changes of the audit log';

-- object: security/administer_users.sql sha256:17c5510ebd02316ac040607e771a113bb196d14c80366e87995a6adeef20143b
-- Who acts is asked of the accounts themselves, so that the administrators' connection alone grants nobody anything: only an active
-- super_admin gives or takes a role, and nobody their own.
CREATE OR REPLACE FUNCTION change_user_role(acting_user uuid, target_user uuid, new_role text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  old_role text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF acting_user = target_user OR NOT EXISTS (SELECT FROM users WHERE id = acting_user AND is_active AND role = 'super_admin') THEN
    RAISE EXCEPTION 'Only an active super_admin changes the role of somebody else.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT role INTO old_role FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF old_role <> new_role THEN
    UPDATE users SET role = new_role WHERE id = target_user;
    UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'role_changed' WHERE user_id = target_user AND is_active;
  END IF;
  RETURN old_role;
END $$;
COMMENT ON FUNCTION change_user_role(uuid, uuid, text) IS
  'Gives somebody another role, in the name of an active super_admin, and ends their sessions; returns the role before, NULL when there is no such account';

CREATE OR REPLACE FUNCTION set_user_active(acting_user uuid, target_user uuid, active boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  before users;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  SELECT * INTO before FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF acting_user = target_user OR NOT EXISTS (
    SELECT FROM users
    WHERE id = acting_user AND is_active AND (role = 'super_admin' OR role = 'admin' AND coalesce(before.role, 'user') = 'user')) THEN
    RAISE EXCEPTION 'Only an active admin opens or closes the account of a user, and only a super_admin that of an admin.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF before.is_active <> active THEN
    UPDATE users SET is_active = active WHERE id = target_user;
    IF NOT active THEN
      UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'account_closed' WHERE user_id = target_user AND is_active;
    END IF;
  END IF;
  RETURN before.is_active;
END $$;
COMMENT ON FUNCTION set_user_active(uuid, uuid, boolean) IS
  'Closes an account and ends its sessions, or opens it again, in the name of an active admin; returns whether it was open, NULL when there is no such account';

-- object: security/2_grants.sql sha256:27b4b4e7af2edcaa4077c66a5c365fd2374ea03a8b100635a9cb2d3b25e49acd
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name. A right that
-- is granted here is entered in audit/allowed_rights.sql as well, on purpose: one that is only granted is a finding.
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
-- depends on: targets/refresh_stale_trends.sql
-- depends on: security/administer_users.sql
-- depends on: security/chain_audit_log.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness(), link_ledger_to_calls(text[]) TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, delete_after,
  password_changed_at, created_at, updated_at) ON users TO app_tenant;
GRANT UPDATE (name) ON users TO app_tenant;
GRANT EXECUTE ON FUNCTION request_time_zone(text) TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics, user_daily_analytics, call_analytics_cache, dashboard_cache, agent_performance_trends,
  agent_targets, follow_ups, customers TO app_tenant;
GRANT SELECT (id, name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, is_active, created_at, updated_at)
  ON phone_numbers TO app_tenant;
GRANT SELECT (id, user_id, auth_provider, ip_address, user_agent, is_active, created_at, last_used_at, expires_at,
  second_factor_at, ended_at, end_reason) ON user_sessions TO app_tenant;
GRANT UPDATE (is_active, ended_at, end_reason) ON user_sessions TO app_tenant;
GRANT SELECT (id, user_id, provider, email, last_used_at, created_at) ON oauth_accounts TO app_tenant;
GRANT SELECT (user_id, confirmed_at, created_at) ON second_factors TO app_tenant;
GRANT UPDATE (recording_url, recording_storage_key) ON calls TO app_tenant;
GRANT UPDATE (is_read) ON lead_analytics TO app_tenant;
-- What people write themselves; what the database fills (references, conversion marks, achievement) is out of their hands.
GRANT DELETE ON contacts, follow_ups, customers, agent_targets TO app_tenant;
GRANT INSERT (id, user_id, name, phone_number, email, company, notes, auto_creation_source),
  UPDATE (name, phone_number, email, company, notes) ON contacts TO app_tenant;
GRANT INSERT (id, user_id, lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at),
  UPDATE (lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at)
  ON follow_ups TO app_tenant;
GRANT INSERT (id, user_id, contact_id, customer_reference_number, name, email, phone, company, status, conversion_date,
    original_lead_source, assigned_sales_rep, last_interaction_date, notes),
  UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
GRANT INSERT (id, user_id, cache_key, cache_data, expires_at), UPDATE (cache_data, expires_at), DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT (id, user_id, type, amount, description, call_id, conversation_id, is_correction, quantity_seconds,
  quantity_minutes, unit_credits, occurred_at) ON credit_transactions TO app_ingest;
GRANT SELECT ON agents, system_config TO app_ingest;
GRANT SELECT (id, timezone, is_active, updated_at), UPDATE (updated_at) ON users TO app_ingest;

-- Sign-in: accounts by address, and their sessions.
GRANT SELECT ON users, system_config TO app_auth;
GRANT INSERT (id, email, name, password_hash, password_changed_at, email_verified, auth_provider, timezone),
  UPDATE (email, name, password_hash, password_changed_at, email_verified, delete_after) ON users TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions, oauth_accounts, second_factors, second_factor_recovery_codes,
  email_verification_tokens, password_reset_tokens, rate_limits TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success, failure_reason) ON login_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), list_previous_days(timestamptz), list_tenants(), list_days_to_repair(uuid),
  list_tenants_with_stale_trends(), refresh_stale_trends(uuid), change_time_zone(uuid, text), uuid_v7() TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;

-- Administrators: settings, what says whether the database is in order, and the log of what they did, which only grows.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT INSERT (id, admin_user_id, action, resource_type, resource_id, target_user_id, details, ip_address, user_agent)
  ON admin_audit_log TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION request_replay(uuid, timestamptz, timestamptz), get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), change_user_role(uuid, uuid, text), set_user_active(uuid, uuid, boolean),
  verify_audit_chain() TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: security/keep_a_super_admin.sql sha256:8b171ec7b623bb878217f5034ca3a594f2e230566be88bf1354cd7adf658dba3
-- There is always somebody who can make others administrators: the last active super_admin is neither demoted, closed nor deleted.
CREATE OR REPLACE FUNCTION trg_users_hold_administrators() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- One such change at a time, before any row is locked: two that each leave one super_admin would leave none.
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_hold_administrators() IS 'Changes of roles, closed accounts and deletions come one after the other';

CREATE OR REPLACE FUNCTION trg_users_keep_super_admin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- The lock makes a transaction with an older view of the table fail, rather than count somebody who is gone.
  PERFORM FROM users WHERE role = 'super_admin' AND is_active ORDER BY id LIMIT 1 FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The last active super_admin stays.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'users_keep_a_super_admin', TABLE = 'users';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_keep_super_admin() IS 'The last active super_admin is neither demoted, closed nor deleted';

CREATE OR REPLACE TRIGGER trigger_users_hold_administrators
  BEFORE UPDATE OF role, is_active OR DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_users_hold_administrators();

CREATE OR REPLACE TRIGGER trigger_users_keep_super_admin_on_update
  AFTER UPDATE OF role, is_active ON users
  FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.is_active AND NOT (NEW.role = 'super_admin' AND NEW.is_active))
  EXECUTE FUNCTION trg_users_keep_super_admin();

CREATE OR REPLACE TRIGGER trigger_users_keep_super_admin_on_delete
  AFTER DELETE ON users
  FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.is_active)
  EXECUTE FUNCTION trg_users_keep_super_admin();

-- object: zz_comments/accounts.sql sha256:9375e704367ef48e12979b0c7bf79e6569e49157b0959a833e2b9d47ba65b891
-- Who uses the product, how they sign in, and what administrators did.
COMMENT ON TABLE users IS 'A person with an account, who is one tenant: every other row of theirs carries this id';
COMMENT ON COLUMN users.email IS 'Address of the account, in lower case, unique';
COMMENT ON COLUMN users.name IS 'Name that the product shows';
COMMENT ON COLUMN users.credits IS 'Credits left; always the newest balance of the ledger, which alone moves it';
COMMENT ON COLUMN users.role IS 'user, admin or super_admin';
COMMENT ON COLUMN users.password_hash IS 'bcrypt hash of the password; NULL for whoever signs in through another provider';
COMMENT ON COLUMN users.email_verified IS 'Whether the address has been proved';
COMMENT ON COLUMN users.is_active IS 'Whether the account may sign in';
COMMENT ON COLUMN users.auth_provider IS 'How the account was made: email, google, linkedin or github';
COMMENT ON COLUMN users.timezone IS 'IANA zone in which the tenant''s days and hours are counted; a change moves its calls to their new days';
COMMENT ON COLUMN users.password_changed_at IS 'When the password was last set; NULL without one';
COMMENT ON COLUMN users.delete_after IS 'When the account is deleted, as its owner asked; NULL otherwise';
COMMENT ON CONSTRAINT users_email_has_at ON users IS 'An address has something before its @';
COMMENT ON CONSTRAINT users_email_is_lower_case ON users IS 'An address is kept in lower case, so that it is found however it was typed';
COMMENT ON CONSTRAINT users_timezone_exists ON users IS 'The zone is one that the database knows';
COMMENT ON TABLE user_sessions IS 'A sign-in that lasts: its tokens are kept as hashes only';
COMMENT ON COLUMN user_sessions.token_hash IS 'Hash of the session''s token';
COMMENT ON COLUMN user_sessions.refresh_token_hash IS 'Hash of the token that prolongs the session';
COMMENT ON COLUMN user_sessions.expires_at IS 'When the session stops working';
COMMENT ON COLUMN user_sessions.refresh_expires_at IS 'Until when it can be prolonged; after that it is removed';
COMMENT ON COLUMN user_sessions.is_active IS 'False once the session was ended before its time';
COMMENT ON COLUMN user_sessions.last_used_at IS 'When the session was last changed; set by a trigger, never backwards';
COMMENT ON COLUMN user_sessions.auth_provider IS 'How the sign-in was made: email, google, linkedin or github';
COMMENT ON COLUMN user_sessions.token_expires_at IS 'When the token stops working and is to be rotated; NULL for one that lasts as long as the session';
COMMENT ON COLUMN user_sessions.previous_token_hash IS 'Hash of the token before the last rotation, which requests under way may still bear';
COMMENT ON COLUMN user_sessions.previous_refresh_token_hash IS 'Hash of the refresh token before the last rotation: its late use ends the session';
COMMENT ON COLUMN user_sessions.rotated_at IS 'When the tokens were last rotated';
COMMENT ON COLUMN user_sessions.second_factor_at IS 'When the second factor was given; NULL while it was not';
COMMENT ON COLUMN user_sessions.ended_at IS 'When the session was ended before its time';
COMMENT ON COLUMN user_sessions.end_reason IS 'Why it was ended, as a word';
COMMENT ON CONSTRAINT user_sessions_ended_for_a_reason ON user_sessions IS 'A session that was ended has a reason, and no other has one';
COMMENT ON CONSTRAINT user_sessions_ended_does_not_work ON user_sessions IS 'A session that was ended works no more';
COMMENT ON CONSTRAINT user_sessions_refresh_outlasts_token ON user_sessions IS 'A session can be prolonged at least as long as it works';
COMMENT ON INDEX user_sessions_active_idx IS 'Finds a user''s sessions that still work';
COMMENT ON INDEX user_sessions_user_id_idx IS 'Finds all sessions of a user';
COMMENT ON TABLE login_attempts IS 'Every attempt to sign in, kept for 30 days to lock accounts that are being guessed at';
COMMENT ON COLUMN login_attempts.email IS 'Address that was tried, in lower case; it need not belong to an account';
COMMENT ON COLUMN login_attempts.attempted_at IS 'When it was tried';
COMMENT ON COLUMN login_attempts.success IS 'Whether the sign-in worked';
COMMENT ON COLUMN login_attempts.failure_reason IS 'Why it did not; NULL when it did';
COMMENT ON CONSTRAINT login_attempts_email_is_lower_case ON login_attempts IS 'An address is kept in lower case, so that attempts at it are counted together';
COMMENT ON CONSTRAINT login_attempts_failed_for_a_reason ON login_attempts IS 'A failed attempt has a reason and a successful one none';
COMMENT ON INDEX login_attempts_email_attempted_at_idx IS 'Counts the recent attempts at an address';
COMMENT ON INDEX login_attempts_attempted_at_idx IS 'Finds the attempts that are old enough to remove';
COMMENT ON TABLE password_reset_attempts IS 'Every request for a new password, kept for 7 days to slow down abuse';
COMMENT ON COLUMN password_reset_attempts.email IS 'Address that the link was asked for, in lower case; it need not belong to an account';
COMMENT ON COLUMN password_reset_attempts.attempted_at IS 'When it was asked for';
COMMENT ON COLUMN password_reset_attempts.success IS 'Whether a new password was set in the end';
COMMENT ON CONSTRAINT password_reset_attempts_email_is_lower_case ON password_reset_attempts IS 'An address is kept in lower case, so that requests for it are counted together';
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';
COMMENT ON TABLE email_verification_tokens IS 'A link that proves an address: of a new account, or the new one of an old account';
COMMENT ON COLUMN email_verification_tokens.email IS 'The address that the link was sent to, and that it proves';
COMMENT ON COLUMN email_verification_tokens.token_hash IS 'SHA-256 of the token in the link';
COMMENT ON COLUMN email_verification_tokens.expires_at IS 'When the link stops working';
COMMENT ON COLUMN email_verification_tokens.used_at IS 'When it was used; it works once';
COMMENT ON CONSTRAINT email_verification_tokens_email_is_lower_case ON email_verification_tokens IS 'An address is kept in lower case, as accounts keep theirs';
COMMENT ON TABLE password_reset_tokens IS 'A link with which a new password is set';
COMMENT ON COLUMN password_reset_tokens.token_hash IS 'SHA-256 of the token in the link';
COMMENT ON COLUMN password_reset_tokens.expires_at IS 'When the link stops working';
COMMENT ON COLUMN password_reset_tokens.used_at IS 'When it was used; it works once';
COMMENT ON TABLE oauth_accounts IS 'An account at another provider with which a user signs in';
COMMENT ON COLUMN oauth_accounts.provider IS 'google, linkedin or github';
COMMENT ON COLUMN oauth_accounts.provider_account_id IS 'The provider''s key of that account';
COMMENT ON COLUMN oauth_accounts.email IS 'The address that the provider had verified when the accounts were linked';
COMMENT ON COLUMN oauth_accounts.last_used_at IS 'When somebody last signed in with it';
COMMENT ON CONSTRAINT oauth_accounts_email_is_lower_case ON oauth_accounts IS 'An address is kept in lower case, as accounts keep theirs';
COMMENT ON TABLE second_factors IS 'The authenticator that a user''s sign-in asks a code of, once it has been confirmed';
COMMENT ON COLUMN second_factors.secret_encrypted IS 'The shared secret, encrypted by the application';
COMMENT ON COLUMN second_factors.confirmed_at IS 'When its first code was given; until then no sign-in asks for one';
COMMENT ON COLUMN second_factors.last_used_step IS 'The newest 30-second step of which a code was taken; no code of it or an earlier one is taken again';
COMMENT ON TABLE second_factor_recovery_codes IS 'A code that stands in once for a lost authenticator';
COMMENT ON COLUMN second_factor_recovery_codes.code_hash IS 'SHA-256 of the code';
COMMENT ON COLUMN second_factor_recovery_codes.used_at IS 'When it was used; it works once';
COMMENT ON TABLE rate_limits IS 'How often something was tried lately, counted for all instances together';
COMMENT ON COLUMN rate_limits.key IS 'What is counted and of whom';
COMMENT ON COLUMN rate_limits.points IS 'How often it was tried in the window';
COMMENT ON COLUMN rate_limits.expire IS 'When the window ends, in milliseconds since 1970';
COMMENT ON TABLE admin_audit_log IS 'What administrators did; append-only';
COMMENT ON COLUMN admin_audit_log.entry_number IS 'Its place in the chain, from 1 without a gap; set by a trigger';
COMMENT ON COLUMN admin_audit_log.admin_user_id IS 'The administrator';
COMMENT ON COLUMN admin_audit_log.action IS 'What was done';
COMMENT ON COLUMN admin_audit_log.resource_type IS 'Kind of thing it was done to';
COMMENT ON COLUMN admin_audit_log.resource_id IS 'Key of that thing, as text';
COMMENT ON COLUMN admin_audit_log.target_user_id IS 'User whom it affects, if any';
COMMENT ON COLUMN admin_audit_log.details IS 'What else describes the action';
COMMENT ON COLUMN admin_audit_log.previous_hash IS 'entry_hash of the entry before it; zeros for the first';
COMMENT ON COLUMN admin_audit_log.entry_hash IS 'SHA-256 of all that the entry says, its number and previous_hash; set by a trigger';
COMMENT ON TABLE audit_chain_head IS 'The newest entry of the audit log, so that a missing end shows';
COMMENT ON COLUMN audit_chain_head.only_row IS 'True: the table has one row';
COMMENT ON COLUMN audit_chain_head.entry_number IS 'Number of the newest entry; 0 before the first';
COMMENT ON COLUMN audit_chain_head.entry_hash IS 'Hash of the newest entry';
COMMENT ON CONSTRAINT audit_chain_head_is_one_row ON audit_chain_head IS 'The table has one row';

-- object: zz_comments/1_shared_columns.sql sha256:3fd1f39a421f9680140a73047161058888fc77450c3d3e139f8d8a77c1e70b76
-- A name means the same wherever it stands; the files after this one say where it means something else.
DO $$
DECLARE
  described record;
BEGIN
  FOR described IN
    SELECT c.relname, shared.name, shared.meaning FROM (VALUES
    ('id', 'Key of the row, ordered by the moment it was made'),
    ('user_id', 'The tenant whose row it is'),
    ('agent_id', 'The agent it is about'),
    ('call_id', 'The call it is about'),
    ('call_date', 'Day of the call in the tenant''s zone; follows the call'),
    ('call_started_at', 'When the call began; follows the call'),
    ('created_at', 'When the row was made'),
    ('updated_at', 'When the row was last changed; set by a trigger'),
    ('ip_address', 'Address that the request came from'),
    ('user_agent', 'Browser that the request came from'),
    ('date', 'Day in the tenant''s zone'),
    ('hour', 'Hour of the day in the tenant''s zone, 0 to 23'),
    ('date_period', 'First day of the period, in the tenant''s zone'),
    ('period_type', 'Length of the period: daily, weekly, monthly or, of trends, quarterly'),
    ('period_start', 'First day of the period'),
    ('period_end', 'Last day of the period'),
    ('total_calls', 'Completed and failed calls'),
    ('successful_calls', 'Completed calls'),
    ('failed_calls', 'Failed calls'),
    ('answered_calls', 'Calls whose outcome is completed or disconnected'),
    ('inbound_calls', 'Completed and failed calls that came in'),
    ('outbound_calls', 'Completed and failed calls that went out'),
    ('phone_calls', 'Completed and failed calls by phone'),
    ('internet_calls', 'Completed and failed calls over the internet'),
    ('unknown_calls', 'Completed and failed calls of unknown source'),
    ('total_duration_minutes', 'Started minutes of the calls'),
    ('total_duration_seconds', 'Exact length of the calls in seconds'),
    ('credits_used', 'Credits that the calls cost'),
    ('leads_generated', 'Calls that brought a lead'),
    ('qualified_leads', 'Leads that are qualified'),
    ('hot_leads', 'Leads tagged hot'),
    ('warm_leads', 'Leads tagged warm'),
    ('cold_leads', 'Leads tagged cold'),
    ('cta_pricing_clicks', 'Calls in which prices were asked for'),
    ('cta_demo_clicks', 'Calls in which a demo was asked for'),
    ('cta_followup_clicks', 'Calls in which a follow-up was asked for'),
    ('cta_sample_clicks', 'Calls in which a sample was asked for'),
    ('cta_human_escalations', 'Calls in which a person was asked for'),
    ('cta_calls', 'Calls with at least one call to action'),
    ('total_cta_interactions', 'Sum of the five counters of calls to action; set by a trigger'),
    ('cta_conversion_rate', 'Calls with a call to action of 100 calls; set by a trigger'),
    ('avg_duration_minutes', 'Started minutes for each call'),
    ('conversion_rate', 'Leads of 100 calls'),
    ('success_rate', 'Successes of 100'),
    ('answer_rate', 'Answered calls of 100'),
    ('connection_rate', 'Answered calls of 100'),
    ('email', 'Address of the user'),
    ('name', 'Name shown'),
    ('role', 'Role of the user'),
    ('is_active', 'Whether it is in use'),
    ('credits', 'Credits left'),
    ('agent_type', 'call or chat'),
    ('call_source', 'phone, internet or unknown'),
    ('last_call_at', 'When the newest call began'),
    ('last_call_date', 'Day of the newest call in the tenant''s zone'),
    ('expires_at', 'When it stops working'),
    ('last_used_at', 'When it was last used'),
    ('agent_count', 'Agents of the user'),
    ('active_agent_count', 'Agents of the user that are in use'),
    ('avg_duration_seconds', 'Seconds for each call'),
    ('total_call_duration', 'Length of the calls in seconds'),
    ('average_call_duration', 'Seconds for each call'),
    ('login_attempts', 'Attempts to sign in'),
    ('successful_logins', 'Attempts that worked'),
    ('failed_logins', 'Attempts that failed'),
    ('failed_logins_24h', 'Attempts of the past 24 hours that failed'),
    ('ip_addresses', 'How many addresses the attempts came from'),
    ('last_login_at', 'When the newest sign-in worked'),
    ('last_failed_login_at', 'When the newest sign-in failed'),
    ('today', 'The day of the refresh in the tenant''s zone'),
    ('agents_total', 'Agents of the user'),
    ('agents_active', 'Agents of the user that are in use'),
    ('best_agent_id', 'The agent with the highest conversion rate of those with at least 10 calls in 30 days'),
    ('best_agent_calls_30d', 'Calls of the best agent in 30 days'),
    ('best_agent_conversion_rate_30d', 'Leads of 100 calls of the best agent in 30 days'),
    ('refreshed_at', 'When the summary was made'),
    ('intent_score_sum', 'Sum of the intent scores of the leads'),
    ('intent_score_count', 'Leads that have the intent score'),
    ('avg_intent_score', 'Mean intent score of the leads that have one, 0 to 100'),
    ('urgency_score_sum', 'Sum of the urgency scores of the leads'),
    ('urgency_score_count', 'Leads that have the urgency score'),
    ('avg_urgency_score', 'Mean urgency score of the leads that have one, 0 to 100'),
    ('budget_score_sum', 'Sum of the budget scores of the leads'),
    ('budget_score_count', 'Leads that have the budget score'),
    ('avg_budget_score', 'Mean budget score of the leads that have one, 0 to 100'),
    ('fit_score_sum', 'Sum of the fit scores of the leads'),
    ('fit_score_count', 'Leads that have the fit score'),
    ('avg_fit_score', 'Mean fit score of the leads that have one, 0 to 100'),
    ('engagement_score_sum', 'Sum of the engagement scores of the leads'),
    ('engagement_score_count', 'Leads that have the engagement score'),
    ('avg_engagement_score', 'Mean engagement score of the leads that have one, 0 to 100'),
    ('total_score_sum', 'Sum of the total scores of the leads'),
    ('total_score_count', 'Leads that have the total score'),
    ('avg_total_score', 'Mean total score of the leads that have one, 0 to 100'),
    ('calls_30d', 'Completed and failed calls of the 30 days that end today'),
    ('calls_7d', 'Completed and failed calls of the 7 days that end today'),
    ('calls_lifetime', 'Completed and failed calls of all time'),
    ('lifetime_calls', 'Completed and failed calls of all time'),
    ('today_calls', 'Completed and failed calls of today in the tenant''s zone'),
    ('month_calls', 'Completed and failed calls of this month in the tenant''s zone'),
    ('successful_calls_30d', 'Completed calls of the 30 days that end today'),
    ('successful_calls_7d', 'Completed calls of the 7 days that end today'),
    ('successful_calls_lifetime', 'Completed calls of all time'),
    ('lifetime_successful_calls', 'Completed calls of all time'),
    ('today_successful_calls', 'Completed calls of today in the tenant''s zone'),
    ('month_successful_calls', 'Completed calls of this month in the tenant''s zone'),
    ('answered_calls_30d', 'Answered calls of the 30 days that end today'),
    ('duration_minutes_30d', 'Started minutes of calls of the 30 days that end today'),
    ('duration_minutes_lifetime', 'Started minutes of calls of all time'),
    ('lifetime_duration_minutes', 'Started minutes of calls of all time'),
    ('leads_30d', 'Leads of the 30 days that end today'),
    ('leads_7d', 'Leads of the 7 days that end today'),
    ('leads_lifetime', 'Leads of all time'),
    ('lifetime_leads', 'Leads of all time'),
    ('today_leads', 'Leads of today in the tenant''s zone'),
    ('month_leads', 'Leads of this month in the tenant''s zone'),
    ('qualified_leads_30d', 'Qualified leads of the 30 days that end today'),
    ('qualified_leads_7d', 'Qualified leads of the 7 days that end today'),
    ('qualified_leads_lifetime', 'Qualified leads of all time'),
    ('lifetime_qualified_leads', 'Qualified leads of all time'),
    ('cta_interactions_30d', 'Calls to action of the 30 days that end today'),
    ('cta_interactions_lifetime', 'Calls to action of all time'),
    ('credits_used_30d', 'Credits that calls cost of the 30 days that end today'),
    ('credits_used_7d', 'Credits that calls cost of the 7 days that end today'),
    ('credits_used_lifetime', 'Credits that calls cost of all time'),
    ('lifetime_credits_used', 'Credits that calls cost of all time'),
    ('today_credits_used', 'Credits that calls cost of today in the tenant''s zone'),
    ('month_credits_used', 'Credits that calls cost of this month in the tenant''s zone'),
    ('success_rate_30d', 'Completed calls of 100 of the 30 days that end today'),
    ('lifetime_success_rate', 'Completed calls of 100 of all time'),
    ('month_success_rate', 'Completed calls of 100 of this month in the tenant''s zone'),
    ('answer_rate_30d', 'Answered calls of 100 of the 30 days that end today'),
    ('conversion_rate_30d', 'Leads of 100 calls of the 30 days that end today'),
    ('conversion_rate_7d', 'Leads of 100 calls of the 7 days that end today'),
    ('conversion_rate_lifetime', 'Leads of 100 calls of all time'),
    ('lifetime_conversion_rate', 'Leads of 100 calls of all time'),
    ('month_conversion_rate', 'Leads of 100 calls of this month in the tenant''s zone'),
    ('calls_change_percentage', 'Calls against the period before, in percent of it; NULL when that was zero or unknown'),
    ('success_rate_change_percentage', 'Success rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('answer_rate_change_percentage', 'Answer rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('duration_change_percentage', 'Length of calls against the period before, in percent of it; NULL when that was zero or unknown'),
    ('leads_change_percentage', 'Leads against the period before, in percent of it; NULL when that was zero or unknown'),
    ('qualified_leads_change_percentage', 'Qualified leads against the period before, in percent of it; NULL when that was zero or unknown'),
    ('conversion_rate_change_percentage', 'Conversion rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('cta_change_percentage', 'Calls to action against the period before, in percent of it; NULL when that was zero or unknown'),
    ('score_change_percentage', 'Mean total score against the period before, in percent of it; NULL when that was zero or unknown'),
    ('credits_change_percentage', 'Credits used against the period before, in percent of it; NULL when that was zero or unknown')
    ) shared (name, meaning)
    JOIN pg_attribute a ON a.attname = shared.name AND a.attnum > 0
    JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')
    WHERE c.relname NOT IN ('job_runs', 'job_schedule', 'audit_findings', 'kpi_refresh_state')
  LOOP
    EXECUTE format('COMMENT ON COLUMN public.%I.%I IS %L', described.relname, described.name, described.meaning);
  END LOOP;
END $$;

-- object: zz_comments/z_derived.sql sha256:7db08add470f2cd89d51d2780abd879a10eff2a483045b5544cb3b0def5b4253
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A trigger, key or policy that is made anew needs this file
-- applied again.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    WITH keys AS (
      SELECT o.*, c.relname, (
        SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(o.conkey) WITH ORDINALITY k (attnum, position)
          JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.connamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND o.contype IN ('p', 'u', 'f', 'c')
    ), meanings AS (
      SELECT relname, conname, CASE
        WHEN contype = 'p' THEN format('A row is identified by %s', columns)
        WHEN contype = 'u' THEN format('No two rows share %s', columns)
        WHEN contype = 'f' THEN format('%s is that of a row of %s%s', columns, (SELECT relname FROM pg_class WHERE oid = confrelid), CASE confdeltype
          WHEN 'c' THEN ', and the row goes with it' WHEN 'n' THEN ', and is emptied when that row goes'
          ELSE ', which stays as long as it is named' END)
        WHEN conname LIKE '%\_is\_known' THEN format('%s is one of: %s', columns, (
          SELECT string_agg(quoted[1], ', ') FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') quoted))
        WHEN conname LIKE '%\_is\_e164' THEN format('%s is in E.164: a plus sign and 7 to 15 digits', columns)
        WHEN conname LIKE '%\_score\_is\_percent' THEN format('%s is 0 to 100', columns)
        END AS meaning FROM keys
    )
    SELECT format('COMMENT ON CONSTRAINT %I ON public.%I IS %L', conname, relname, meaning) FROM meanings WHERE meaning IS NOT NULL
    UNION ALL
    SELECT format('COMMENT ON INDEX public.%I IS %L', conname, format('Keeps the constraint %s of %s', conname, relname))
    FROM keys WHERE contype IN ('p', 'u')
    UNION ALL
    SELECT format('COMMENT ON TRIGGER %I ON public.%I IS %L', t.tgname, c.relname, format('%s %s: %s',
      CASE WHEN t.tgtype & 2 = 2 THEN 'Before' ELSE 'After' END,
      concat_ws(' or ', CASE WHEN t.tgtype & 4 = 4 THEN 'insert' END, CASE WHEN t.tgtype & 16 = 16 THEN 'update' END,
        CASE WHEN t.tgtype & 8 = 8 THEN 'delete' END, CASE WHEN t.tgtype & 32 = 32 THEN 'truncate' END),
      lower(left(d.description, 1)) || substr(d.description, 2)))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_description d ON d.objoid = t.tgfoid AND d.classoid = 'pg_proc'::regclass
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname <> 'cache_invalidation_system_config'
    UNION ALL
    SELECT format('COMMENT ON POLICY %I ON public.%I IS %L', p.polname, c.relname, CASE p.polname
      WHEN 'tenant_sees_own' THEN 'app_tenant sees and writes the rows of the tenant named in app.user_id'
      WHEN 'ingest_sees_all' THEN 'app_ingest works for every tenant; its grants say on what'
      WHEN 'auth_sees_all' THEN 'app_auth signs in every user; its grants say on what'
      WHEN 'job_sees_all' THEN 'app_job works for every tenant; its grants say on what'
      WHEN 'admin_sees_all' THEN 'app_admin administers every tenant; its grants say what it may do'
      WHEN 'ingest_reads_ledger' THEN 'app_ingest reads what conversations were charged already'
      WHEN 'ingest_charges_calls' THEN 'app_ingest enters the charge of a call or the refund of a correction, and nothing else'
      WHEN 'owner_sees_all' THEN 'The owner, on whose behalf triggers run, passes forced security' END)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('COMMENT ON VIEW absent.%I IS %L', c.relname, format('Empty stand-in for the %s rows of a statement that has none',
      CASE WHEN c.relname LIKE '%\_old' THEN 'old' ELSE 'new' END))
    FROM pg_class c WHERE c.relnamespace = 'absent'::regnamespace AND c.relkind = 'v'
    UNION ALL
    SELECT format('COMMENT ON COLUMN absent.%I.%I IS %L', c.relname, a.attname, col_description(source.attrelid, source.attnum))
    FROM (VALUES ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'),
        ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, name)
      JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = ('public.' || pair.name)::regclass AND source.attname = a.attname
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
