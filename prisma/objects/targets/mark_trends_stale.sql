-- A change of an agent's day makes its periods' trends and those that follow stale: the day waits in stale_trends until an hourly task
-- has made them anew. It is written while the rollups are held, so the task takes the day either with the change or not at all.
CREATE OR REPLACE FUNCTION trg_mark_trends_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- A statement that writes new rows over old ones fires for both, mostly with nothing in one of them.
  IF NOT EXISTS (SELECT FROM agent_days_new) AND NOT EXISTS (SELECT FROM agent_days_old) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  -- A tenant that goes takes its agents' days along: nobody asks for their trends any more.
  INSERT INTO stale_trends (tenant_id, day)
  SELECT changed.user_id, changed.date
  FROM (SELECT user_id, date FROM agent_days_new UNION SELECT user_id, date FROM agent_days_old) changed
  WHERE EXISTS (SELECT FROM users WHERE users.id = changed.user_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_trends_stale() IS 'A day whose agents'' figures changed waits for its trends to be made anew';

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();
