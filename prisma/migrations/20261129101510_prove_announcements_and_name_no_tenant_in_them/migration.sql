-- object: live/0_announce_change.sql sha256:9f5453558048f12a9ae700a634a283f086a9b9d9cd4299d883c7cdbe71bd9d21
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

-- object: live/announce_rebuilt.sql sha256:d9a42c0807bbd9c0325be9483258955e70609a3d32aa951223b85205175c2dab
-- What was shared in dashboard_cache is dropped, and every instance and open dashboard hears of it, when rebuilding changed a table
-- whose own writers tell nobody.
CREATE OR REPLACE FUNCTION announce_rebuilt(tenant uuid, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM dashboard_cache WHERE user_id = tenant;
  PERFORM announce_change(table_name, tenant);
END $$;
COMMENT ON FUNCTION announce_rebuilt(uuid, text) IS
  'Drops what was cached of a tenant''s figures, and announces on cache_invalidation that rebuilding changed this table';

-- object: live/cache_invalidation.sql sha256:7f580074459eb9dc57469be383006fdb7780c4da35a68c4f87a76fd5e8894368
-- depends on: live/0_announce_change.sql
-- Every instance and open dashboard hears which tenant's data changed, once per table and transaction.
CREATE OR REPLACE FUNCTION trg_notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM announce_change(TG_TABLE_NAME, changed.user_id)
  FROM (SELECT user_id FROM changed_new UNION SELECT user_id FROM changed_old) changed;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

-- The same for users, whose own id is the tenant; a sign-in or a name alone moves no figure.
CREATE OR REPLACE FUNCTION trg_notify_user_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM announce_change(TG_TABLE_NAME, NEW.id);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER cache_invalidation_users
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    (NEW.credits, NEW.timezone, NEW.role, NEW.is_active, NEW.name, NEW.notifications_read_until)
    IS DISTINCT FROM (OLD.credits, OLD.timezone, OLD.role, OLD.is_active, OLD.name, OLD.notifications_read_until))
  EXECUTE FUNCTION trg_notify_user_change();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- A corrected outcome moves a figure or none; the lists show it either way.
CREATE OR REPLACE TRIGGER cache_invalidation_agent_call_outcomes_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_insert
  AFTER INSERT ON agents REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_update
  AFTER UPDATE ON agents REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_delete
  AFTER DELETE ON agents REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_insert
  AFTER INSERT ON follow_ups REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_update
  AFTER UPDATE ON follow_ups REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_delete
  AFTER DELETE ON follow_ups REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_credit_transactions_insert
  AFTER INSERT ON credit_transactions REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_insert
  AFTER INSERT ON call_segment_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_update
  AFTER UPDATE ON call_segment_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_delete
  AFTER DELETE ON call_segment_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_insert
  AFTER INSERT ON contacts REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_update
  AFTER UPDATE ON contacts REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_delete
  AFTER DELETE ON contacts REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_insert
  AFTER INSERT ON contact_imports REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_update
  AFTER UPDATE ON contact_imports REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_delete
  AFTER DELETE ON contact_imports REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_insert
  AFTER INSERT ON customers REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_update
  AFTER UPDATE ON customers REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_delete
  AFTER DELETE ON customers REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- object: live/settings_invalidation.sql sha256:188a7e8dfcaa6e6be662b20b6ca7edb4b1c043f49a1ce0d8e29358f603446e7c
-- Every instance hears of a changed setting; the announcement names no tenant, because settings are everybody's.
CREATE OR REPLACE FUNCTION trg_notify_settings_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM announce_change(TG_TABLE_NAME);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_settings_change() IS 'Announces on cache_invalidation that settings changed';

CREATE OR REPLACE TRIGGER cache_invalidation_system_config
  AFTER INSERT OR UPDATE OR DELETE ON system_config
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_settings_change();
COMMENT ON TRIGGER cache_invalidation_system_config ON system_config IS 'Every instance forgets the settings it remembers';

-- object: maintenance/cache_trigger_health.sql sha256:5e28dfd8c85dcbe2526b7666d33357d73c9a81a0f33cb0e039c92d1c30c06cd7
-- Whether each table's triggers are in force, as the catalogue has it, and what they failed at in the past 24 hours.
CREATE OR REPLACE FUNCTION get_cache_trigger_health() RETURNS TABLE (
  table_name text, active_triggers integer, active_cache_triggers integer, disabled_triggers text[],
  recent_errors integer, last_error_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH triggers AS (
    SELECT c.relname::text AS table_name, t.tgname::text AS name, t.tgenabled IN ('O', 'A') AS is_active
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  ), health AS (
    SELECT t.table_name,
      count(*) FILTER (WHERE t.is_active) AS active,
      count(*) FILTER (WHERE t.is_active AND t.name LIKE 'cache\_invalidation\_%') AS active_cache,
      array_agg(t.name ORDER BY t.name) FILTER (WHERE NOT t.is_active) AS disabled
    FROM triggers t GROUP BY t.table_name
  ), errors AS (
    SELECT l.table_name::text, count(*) AS recent, max(l.occurred_at) AS last_at
    FROM trigger_error_log l WHERE l.occurred_at > now() - interval '24 hours' GROUP BY l.table_name
  )
  SELECT coalesce(h.table_name, e.table_name), coalesce(h.active, 0)::integer, coalesce(h.active_cache, 0)::integer,
    coalesce(h.disabled, '{}'), coalesce(e.recent, 0)::integer, e.last_at
  FROM health h FULL JOIN errors e ON e.table_name = h.table_name
  ORDER BY 1
$$;
COMMENT ON FUNCTION get_cache_trigger_health() IS
  'For each table: triggers in force, those of them that announce changes, disabled ones by name, and errors of the past 24 hours';

-- Announces what a change of the tenant's rows in this table would announce, so that every instance can be seen to evict.
CREATE OR REPLACE FUNCTION test_cache_invalidation(table_name text, user_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF user_id IS NULL OR NOT EXISTS (
    SELECT FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(format('public.%I', test_cache_invalidation.table_name))
      AND t.tgname LIKE 'cache\_invalidation\_%' AND t.tgenabled IN ('O', 'A')
  ) THEN
    RAISE EXCEPTION 'No trigger announces changes of % for a tenant.', table_name USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN announce_change(table_name, user_id);
END $$;
COMMENT ON FUNCTION test_cache_invalidation(text, uuid) IS
  'Sends the announcement of a change of this table for this tenant, and returns it; an error when no trigger in force would';

