-- A segment counts how its counted calls ended, by new minus old; those answered follow from that.
CREATE OR REPLACE FUNCTION trg_outcomes_segment_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, outcome
    FROM outcomes_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, outcome
    FROM outcomes_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, outcome
    FROM outcomes_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, outcome
    FROM outcomes_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_segment_analytics AS t (
    user_id, date, agent_id, call_source, lead_type,
    completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes
  )
  SELECT user_id, call_date, agent_id, call_source, lead_type,
    sum(sign * (outcome = 'completed')::integer),
    sum(sign * (outcome = 'no_answer')::integer),
    sum(sign * (outcome = 'busy')::integer),
    sum(sign * (outcome = 'failed')::integer),
    sum(sign * (outcome = 'voicemail')::integer),
    sum(sign * (outcome = 'disconnected')::integer)
  FROM image
  GROUP BY user_id, call_date, agent_id, call_source, lead_type
  ORDER BY user_id, call_date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    completed_outcomes = t.completed_outcomes + excluded.completed_outcomes,
    no_answer_outcomes = t.no_answer_outcomes + excluded.no_answer_outcomes,
    busy_outcomes = t.busy_outcomes + excluded.busy_outcomes,
    failed_outcomes = t.failed_outcomes + excluded.failed_outcomes,
    voicemail_outcomes = t.voicemail_outcomes + excluded.voicemail_outcomes,
    disconnected_outcomes = t.disconnected_outcomes + excluded.disconnected_outcomes;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_segment_analytics();

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_segment_analytics();

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_segment_analytics();
