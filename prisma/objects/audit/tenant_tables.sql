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
            AND a.attname NOT IN ('created_by', 'completed_by', 'updated_by', 'overridden_by', 'edited_by', 'created_by_admin_id', 'admin_user_id')) END
  )
  SELECT DISTINCT ON (relname) oid, relname::text, attname::text FROM tenant_columns
  ORDER BY relname, attname <> 'user_id', attname
$$;
COMMENT ON FUNCTION list_tenant_tables() IS 'Every table whose rows belong to a tenant, and the column that says to which';
