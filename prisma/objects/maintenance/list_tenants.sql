-- Scheduled work reads no table of a tenant: whom to work for, one after another, it is told here.
CREATE OR REPLACE FUNCTION list_tenants() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users ORDER BY id $$;
COMMENT ON FUNCTION list_tenants() IS 'Every tenant, active or not';
