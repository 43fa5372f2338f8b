-- A day on which a tenant's figures change waits to be added up again for the platform. Only rows are added, so no writer waits for another.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION trg_mark_platform_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO platform_day_changes (date) SELECT date FROM user_days_new UNION SELECT date FROM user_days_old;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_platform_days() IS 'A day whose figures changed waits to be added up again for the platform';

CREATE OR REPLACE TRIGGER trigger_mark_platform_days_insert
  AFTER INSERT ON user_daily_analytics REFERENCING NEW TABLE AS user_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_platform_days();

CREATE OR REPLACE TRIGGER trigger_mark_platform_days_update
  AFTER UPDATE ON user_daily_analytics REFERENCING OLD TABLE AS user_days_old NEW TABLE AS user_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_platform_days();

CREATE OR REPLACE TRIGGER trigger_mark_platform_days_delete
  AFTER DELETE ON user_daily_analytics REFERENCING OLD TABLE AS user_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_platform_days();
