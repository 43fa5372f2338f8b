-- object: audit/audit_data_isolation.sql sha256:823b29d679cc470cd5f5b729e56f585af0aca541c2090cba7b5e3633e7ff7f1a
-- No row points at another tenant's, and nothing in the database would let a tenant see or write what is not its own: every
-- foreign key, table, policy, right, view and function is found in the catalogue, so that a new one is held to the same rules.
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

CREATE OR REPLACE FUNCTION find_open_doors() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_tables AS (
    SELECT c.oid, c.relname::text AS name, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (c.relname = 'users' OR EXISTS (
      SELECT FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname IN ('user_id', 'assigned_to_user_id') AND NOT a.attisdropped))
  ), allowed (name, privileges) AS (
    -- What tenants may do by table and column, at most; a new right of theirs is entered here when it is granted.
    VALUES ('users', 'SELECT UPDATE'), ('agents', 'SELECT INSERT UPDATE DELETE'), ('contacts', 'SELECT INSERT UPDATE DELETE'),
      ('calls', 'SELECT UPDATE'), ('lead_analytics', 'SELECT UPDATE'), ('transcripts', 'SELECT'),
      ('agent_call_outcomes', 'SELECT'), ('credit_transactions', 'SELECT'), ('agent_analytics', 'SELECT'),
      ('user_analytics', 'SELECT'), ('user_daily_analytics', 'SELECT'), ('call_analytics_cache', 'SELECT'),
      ('agent_performance_trends', 'SELECT'), ('phone_numbers', 'SELECT'), ('follow_ups', 'SELECT INSERT UPDATE DELETE'),
      ('customers', 'SELECT INSERT UPDATE DELETE'), ('agent_targets', 'SELECT INSERT UPDATE DELETE'),
      ('dashboard_cache', 'SELECT INSERT UPDATE DELETE'), ('my_kpi_summary', 'SELECT'), ('user_stats', 'SELECT'),
      ('agent_performance_summary', 'SELECT'), ('call_source_analytics', 'SELECT'), ('recent_call_analytics', 'SELECT')
  ), secret_columns (name, attname) AS (
    VALUES ('users', 'password_hash')
  ), granted AS (
    SELECT c.relname::text AS name, acl.privilege_type, NULL::text AS attname, acl.grantee
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT c.relname, acl.privilege_type, a.attname, acl.grantee
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
  ), of_tenants AS (
    SELECT * FROM granted WHERE grantee IN (0, 'app_tenant'::regrole)
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
  SELECT 'tenants_have_a_right_too_many', NULL, g.name, concat_ws('.', g.name, g.attname), g.privilege_type
  FROM of_tenants g LEFT JOIN allowed w ON w.name = g.name
  WHERE NOT g.privilege_type = ANY (string_to_array(coalesce(w.privileges, ''), ' '))
    OR EXISTS (SELECT FROM secret_columns s WHERE s.name = g.name AND (g.attname IS NULL OR s.attname = g.attname))
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
  SELECT 'tenants_are_more_than_tenants', NULL, 'pg_roles', r.rolname::text, 'app_tenant bypasses row-level security or is a member of another role'
  FROM pg_roles r
  WHERE r.rolname = 'app_tenant' AND (r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
$$;
COMMENT ON FUNCTION find_open_doors() IS
  'What in the catalogue would let a tenant see or write more than its own: security, policies, rights, views and functions';

CREATE OR REPLACE FUNCTION audit_data_isolation(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_crossed_references(tenant)
  UNION ALL
  SELECT * FROM find_open_doors()
$$;
COMMENT ON FUNCTION audit_data_isolation(uuid) IS
  'References between the data of one user (or of any) and another''s, and every way in which tenants could see more than their own';

-- object: kpi/scheduled_refresh_user_kpi_summary.sql sha256:76844c91e2b0b4e790f5fa12255f17a702a624fe261f5069d07045384c9435a6
-- The KPI summary is refreshed when it is stale and not more often than the setting allows; of two at once, one works.
-- It is stale before its first refresh, when the sequence has moved since the last one, when a transaction that was open then (and may have moved it
-- before) has committed since, or when a user's day has turned.
-- depends on: kpi/user_kpi_summary.sql
CREATE OR REPLACE FUNCTION scheduled_refresh_user_kpi_summary(force boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  state kpi_refresh_state;
  started timestamptz := clock_timestamp();
  marker bigint;
  snapshot pg_snapshot;
  own bigint;
  open bigint[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('user_kpi_summary')) THEN
    RETURN 'busy';
  END IF;
  -- In this order: whoever moves the sequence later is seen by the next run, whoever moved it before and has not ended is
  -- among the transactions that are open in the snapshot or began before this one.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO marker FROM kpi_staleness_seq;
  snapshot := pg_current_snapshot();
  SELECT * INTO STRICT state FROM kpi_refresh_state;

  IF NOT force THEN
    IF state.refreshed_at > started - make_interval(mins => setting_integer('kpi_refresh_interval_minutes')) THEN
      RETURN 'too soon';
    END IF;
    IF state.refreshed_at IS NOT NULL AND state.seen_marker = marker
      AND NOT EXISTS (
        SELECT FROM pg_snapshot_xip(state.seen_snapshot::pg_snapshot) xid
        -- A database restored elsewhere counts its transactions anew: what cannot be told counts as committed.
        WHERE CASE WHEN xid >= pg_current_xact_id() THEN true
          ELSE coalesce(pg_xact_status(xid), 'committed') = 'committed' END)
      AND NOT EXISTS (
        SELECT FROM (SELECT DISTINCT timezone FROM users) zones
        WHERE (state.refreshed_at AT TIME ZONE timezone)::date <> (started AT TIME ZONE timezone)::date)
    THEN
      RETURN 'fresh';
    END IF;
  END IF;

  own := pg_current_xact_id()::text::bigint;
  SELECT coalesce(array_agg(xid ORDER BY xid), '{}') INTO open FROM (
    SELECT xip::text::bigint AS xid FROM pg_snapshot_xip(snapshot) xip
    UNION
    SELECT generate_series(pg_snapshot_xmax(snapshot)::text::bigint, own - 1)
  ) xids;
  REFRESH MATERIALIZED VIEW CONCURRENTLY user_kpi_summary;
  UPDATE kpi_refresh_state SET refreshed_at = started, seen_marker = marker,
    seen_snapshot = format('%s:%s:%s', coalesce(open[1], own), own, array_to_string(open, ',')),
    duration_ms = extract(epoch FROM clock_timestamp() - started) * 1000;
  RETURN 'refreshed';
END $$;
COMMENT ON FUNCTION scheduled_refresh_user_kpi_summary(boolean) IS
  'Refreshes user_kpi_summary concurrently when it is stale and kpi_refresh_interval_minutes have passed, or when forced; returns refreshed, fresh, too soon or busy';
