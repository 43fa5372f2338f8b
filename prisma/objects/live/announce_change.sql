-- Whoever is connected can LISTEN on a channel and send to it. So an announcement names its tenant by a name that only the key of this
-- database leads to, and bears a proof that it was made here, in this transaction: what is sent besides counts for nothing.
CREATE OR REPLACE FUNCTION announce_change(table_name text, tenant uuid DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  key bytea := (SELECT secret FROM announcement_key);
  name text := left(encode(sha256(key || uuid_send(tenant)), 'hex'), 32);
  said text := concat_ws(' ', table_name, pg_current_xact_id()::text, name);
  payload text := said || ' ' || left(encode(sha256(key || convert_to(said, 'UTF8')), 'hex'), 32);
BEGIN
  PERFORM pg_notify('cache_invalidation', payload);
  RETURN payload;
END $$;
COMMENT ON FUNCTION announce_change(text, uuid) IS
  'Announces on cache_invalidation that a table changed, of a tenant or of everybody, and returns what was announced: the table, the transaction, the tenant''s secret name and the proof';

CREATE OR REPLACE FUNCTION announcement_secret() RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT secret FROM announcement_key $$;
COMMENT ON FUNCTION announcement_secret() IS 'What announcements are proved and their tenants named with, for the processes that listen';
