-- A change of what the KPI view shows marks it stale. A sequence moves without a lock, so no writer waits for another; the view
-- itself is refreshed by a job, never in a writer's transaction.
CREATE OR REPLACE FUNCTION trg_mark_kpi_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM nextval('kpi_staleness_seq');
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_kpi_stale() IS 'user_kpi_summary is stale once something it is made of changed';

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_insert
  AFTER INSERT ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_update
  AFTER UPDATE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_insert
  AFTER INSERT ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_update
  AFTER UPDATE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_insert
  AFTER INSERT ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_update
  AFTER UPDATE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_insert
  AFTER INSERT ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_update
  AFTER UPDATE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_delete
  AFTER DELETE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_delete
  AFTER DELETE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_insert
  AFTER INSERT ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_update
  AFTER UPDATE ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_delete
  AFTER DELETE ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_insert
  AFTER INSERT ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_zone
  AFTER UPDATE OF timezone ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_delete
  AFTER DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();
