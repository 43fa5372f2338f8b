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
  -- Findings outlive what they are about, and so lead nowhere on purpose; changes of rollups do not outlive their transaction.
  SELECT 'tenant_has_no_key', NULL, t.table_name, format('%s.%s', t.table_name, t.tenant_column), 'a row may name a tenant that does not exist'
  FROM tenant_tables t
  WHERE t.table_name NOT IN ('users', 'audit_findings', 'rollup_changes')
    AND NOT EXISTS (SELECT FROM keys k WHERE k.table_oid = t.table_oid AND t.attnum = ANY (k.conkey))
  UNION ALL
  -- A column that is a key elsewhere: call_id, agent_id, contact_id.
  SELECT 'reference_has_no_key', NULL, t.table_name, format('%s.%s', t.table_name, a.attname), 'a row may point at another tenant''s row, or at none'
  FROM tenant_tables t JOIN pg_attribute a ON a.attrelid = t.table_oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE a.atttypid = 'uuid'::regtype AND a.attnum <> t.attnum AND t.table_name <> 'rollup_changes'
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
