-- A tenant's hour counts its answered calls, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_outcomes_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    answered_calls
  )
  SELECT image.user_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
    sum(sign)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();
