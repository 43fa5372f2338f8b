-- What was computed from a tenant's figures and shared in dashboard_cache is dropped when they change.
CREATE OR REPLACE FUNCTION trg_drop_dashboard_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  DELETE FROM dashboard_cache WHERE user_id IN (SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_drop_dashboard_cache() IS 'What was shared in dashboard_cache is dropped when the tenant''s figures change';

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();
