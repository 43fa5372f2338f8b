-- An agent's day counts its answered calls: the counted ones whose outcome is completed or disconnected.
CREATE OR REPLACE FUNCTION trg_outcomes_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    answered_calls
  )
  SELECT agent_id, user_id, call_date,
    sum(sign * (outcome IN ('completed', 'disconnected'))::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();
