-- object: audit/allowed_rights.sql sha256:a78c96b00a90903efdb428622b62450c3a2b6eaeb63b89f4aa6de58f4b022236
-- Every right that a role of the application or everybody may hold, at most: by table and column, view, sequence and function.
-- It repeats security/2_grants.sql on purpose: a right is given in two places, and one that is only granted is a finding.
CREATE OR REPLACE FUNCTION list_allowed_rights() RETURNS TABLE (role_name text, object_name text, privilege text, columns text[])
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  -- A star is the whole table, its later columns included.
  SELECT role, object, unnest(string_to_array(privileges, ' ')), regexp_split_to_array(columns, '\s+')
  FROM (VALUES
    ('app_tenant', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name timezone'),
    ('app_tenant', 'agents', 'SELECT', '*'),
    ('app_tenant', 'contacts', 'SELECT DELETE', '*'),
    ('app_tenant', 'contacts', 'INSERT', 'id user_id name phone_number email company notes auto_creation_source'),
    ('app_tenant', 'contacts', 'UPDATE', 'name phone_number email company notes'),
    ('app_tenant', 'calls', 'SELECT', '*'),
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
    ('app_auth', 'user_sessions', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'login_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'UPDATE', 'success'),
    ('app_job', 'job_runs', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_schedule', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'audit_findings', 'SELECT INSERT UPDATE', '*'),
    ('app_admin', 'system_config', 'SELECT', '*'),
    ('app_admin', 'system_config', 'UPDATE', 'config_value updated_by'),
    ('app_admin', 'admin_audit_log', 'INSERT', 'id admin_user_id action resource_type resource_id target_user_id details ip_address user_agent'),
    ('app_admin', 'job_runs', 'SELECT', '*'),
    ('app_admin', 'job_schedule', 'SELECT', '*'),
    ('app_admin', 'audit_findings', 'SELECT', '*'),
    ('app_admin', 'kpi_refresh_state', 'SELECT', '*'),
    ('app_admin', 'trigger_error_log', 'SELECT', '*')
  ) tables (role, object, privileges, columns)
  UNION ALL
  SELECT role, unnest(string_to_array(functions, ' ')), 'EXECUTE', ARRAY['*'] FROM (VALUES
    ('app_tenant', 'app_user_id() uuid_v7() is_time_zone(text)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness()'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text)'),
    ('app_job', 'uuid_v7() list_previous_days() scheduled_refresh_user_kpi_summary(boolean)'),
    ('app_job', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid) batch_calculate_call_analytics(date)'),
    ('app_job', 'cleanup_trigger_error_log(integer,integer) cleanup_expired_sessions(integer) cleanup_old_job_runs(integer)'),
    ('app_job', 'cleanup_old_login_attempts(integer) cleanup_old_password_reset_attempts(integer)'),
    ('app_job', 'cleanup_expired_dashboard_cache(integer) rebuild_agent_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_user_analytics(uuid,date,date) rebuild_user_daily_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_call_analytics_cache(uuid,date,date) rebuild_agent_targets(uuid,date,date)'),
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/2_grants.sql gives it to them';

-- object: audit/tenant_tables.sql sha256:f7078fa86fca1965b5ff45dab2c25ef28deb34f66af8a35e881a28df3edb3306
-- A table is a tenant's when a column of it says whose each row is: every column that leads to users does, except those that
-- name who did something.
CREATE OR REPLACE FUNCTION list_tenant_tables() RETURNS TABLE (table_oid oid, table_name text, tenant_column text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_columns AS (
    SELECT c.oid, c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND CASE WHEN c.relname = 'users' THEN a.attname = 'id'
        ELSE a.attname IN ('user_id', 'tenant_id') OR EXISTS (
          SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid = 'public.users'::regclass
            AND k.conkey = ARRAY[a.attnum]
            AND a.attname NOT IN ('created_by', 'completed_by', 'updated_by', 'created_by_admin_id', 'admin_user_id')) END
  )
  SELECT DISTINCT ON (relname) oid, relname::text, attname::text FROM tenant_columns
  ORDER BY relname, attname <> 'user_id', attname
$$;
COMMENT ON FUNCTION list_tenant_tables() IS 'Every table whose rows belong to a tenant, and the column that says to which';

-- object: audit/audit_data_isolation.sql sha256:8c9b6b0f8f22afc7c3d500e583713f4a148ba467f7e8c130375b4ba5a2dd11db
-- No row points at another tenant's, and nothing in the database would let a tenant see or write what is not its own: every
-- foreign key, table, policy, right, view and function is found in the catalogue, so that a new one is held to the same rules.
-- depends on: audit/tenant_tables.sql
-- depends on: audit/allowed_rights.sql
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
$$;
COMMENT ON FUNCTION audit_data_isolation(uuid) IS
  'References between the data of one user (or of any) and another''s, and every way in which tenants could see more than their own';

-- object: security/1_row_level_security.sql sha256:2fb7416fdf278435bb71208a4a0148014020fc6b397149e4e11fc2a206abbb26
-- A tenant's transaction sees and writes the rows of the tenant it names in app.user_id, and none when it names none.
CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- Security is forced, so the owner too (on behalf of whom triggers run) passes by a policy of its own.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'contacts', 'calls', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'credit_transactions',
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events', 'phone_numbers', 'follow_ups', 'customers',
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets'
  ] LOOP
    tenant_column := CASE name WHEN 'users' THEN 'id' WHEN 'phone_numbers' THEN 'assigned_to_user_id' ELSE 'user_id' END;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS ingest_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY ingest_sees_all ON public.%I TO app_ingest USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS tenant_sees_own ON public.%I', name);
    EXECUTE format(
      'CREATE POLICY tenant_sees_own ON public.%1$I TO app_tenant
         USING (%2$I = (SELECT app_user_id())) WITH CHECK (%2$I = (SELECT app_user_id()))', name, tenant_column);
  END LOOP;
  -- A conversation becomes the charge of its call or the refund of a correction, and no other entry.
  DROP POLICY IF EXISTS ingest_sees_all ON public.credit_transactions;
  DROP POLICY IF EXISTS ingest_reads_ledger ON public.credit_transactions;
  CREATE POLICY ingest_reads_ledger ON public.credit_transactions FOR SELECT TO app_ingest USING (true);
  DROP POLICY IF EXISTS ingest_charges_calls ON public.credit_transactions;
  CREATE POLICY ingest_charges_calls ON public.credit_transactions FOR INSERT TO app_ingest WITH CHECK (
    call_id IS NOT NULL AND conversation_id IS NOT NULL AND (type = 'usage' OR type = 'refund' AND is_correction AND amount > 0));
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What no tenant may see is closed to all but the owner and the roles that grants name.
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts', 'admin_audit_log', 'audit_findings'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  DROP POLICY IF EXISTS job_sees_all ON public.audit_findings;
  CREATE POLICY job_sees_all ON public.audit_findings TO app_job USING (true) WITH CHECK (true);
  FOREACH name IN ARRAY ARRAY['admin_audit_log', 'audit_findings'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_sees_all ON public.%I TO app_admin USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- object: security/2_grants.sql sha256:5c5056e780baf83cfd17b77efd521cd0994bc64eca6061e5e21bf38ab99fa4a0
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name. A right that
-- is granted here is entered in audit/allowed_rights.sql as well, on purpose: one that is only granted is a finding.
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness() TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, created_at, updated_at)
  ON users TO app_tenant;
GRANT UPDATE (name, timezone) ON users TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics, user_daily_analytics, call_analytics_cache, dashboard_cache, agent_performance_trends,
  agent_targets, follow_ups, customers TO app_tenant;
GRANT SELECT (id, name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, is_active, created_at, updated_at)
  ON phone_numbers TO app_tenant;
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
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), list_previous_days(), uuid_v7() TO app_job;
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
GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid) TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: security/follow_up_actors.sql sha256:ae0271e064cf0f384abac1b30fc390cddceb0a3b2f376a5afd4a160860d040f9
-- Who wrote a follow-up and who completed it is the tenant whose transaction it is, never what a statement says.
CREATE OR REPLACE FUNCTION trg_follow_ups_name_actors() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid := app_user_id();
BEGIN
  -- Work on behalf of no tenant says itself for whom it writes.
  IF tenant IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.created_by := tenant;
    NEW.completed_by := CASE WHEN NEW.is_completed THEN tenant END;
  ELSE
    NEW.created_by := OLD.created_by;
    NEW.completed_by := CASE WHEN NOT NEW.is_completed THEN NULL WHEN OLD.is_completed THEN OLD.completed_by ELSE tenant END;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_follow_ups_name_actors() IS
  'Who wrote and who completed a follow-up is the tenant whose transaction it is';

CREATE OR REPLACE TRIGGER trigger_follow_ups_name_actors
  BEFORE INSERT OR UPDATE ON follow_ups
  FOR EACH ROW EXECUTE FUNCTION trg_follow_ups_name_actors();

-- object: zz_comments/z_derived.sql sha256:1e29931f56176a07775c6ab32e8d39037dec5e0ebb2cb7641c2d1c32398965b9
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A policy or trigger that is made anew needs this file applied again.
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
