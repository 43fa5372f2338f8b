-- depends on: live/announce_change.sql
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
COMMENT ON FUNCTION trg_notify_cache_invalidation() IS 'Every instance and open dashboard hears which tenant''s data changed';

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
COMMENT ON FUNCTION trg_notify_user_change() IS 'Every instance and open dashboard hears that what counts of a user changed';

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
