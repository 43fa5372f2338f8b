-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- How counted calls ended moves the rollups by new minus old.
-- depends on: rollups/apply_rollup_changes.sql
CREATE OR REPLACE FUNCTION trg_outcomes_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type,
    answered_calls, completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes)
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      sum(sign * (outcome IN ('completed', 'disconnected'))::integer) AS answered_calls,
      sum(sign * (outcome = 'completed')::integer) AS completed_outcomes,
      sum(sign * (outcome = 'no_answer')::integer) AS no_answer_outcomes,
      sum(sign * (outcome = 'busy')::integer) AS busy_outcomes,
      sum(sign * (outcome = 'failed')::integer) AS failed_outcomes,
      sum(sign * (outcome = 'voicemail')::integer) AS voicemail_outcomes,
      sum(sign * (outcome = 'disconnected')::integer) AS disconnected_outcomes
    FROM (
      SELECT 1 AS sign, user_id, agent_id, call_date, call_started_at, call_source, lead_type, outcome
      FROM outcomes_new WHERE is_counted
      UNION ALL
      SELECT -1, user_id, agent_id, call_date, call_started_at, call_source, lead_type, outcome
      FROM outcomes_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (answered_calls, completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes)
    <> (0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_outcomes_daily_analytics() IS 'Writes down by how much a statement moves the rollups: new minus old';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE FUNCTION trg_outcomes_apply_rollups() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_outcomes_apply_rollups() IS 'Moves the rollups by what was written down, unless the transaction collects it';

CREATE OR REPLACE TRIGGER trigger_update_rollups_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_apply_rollups();

CREATE OR REPLACE TRIGGER trigger_update_rollups_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_apply_rollups();

CREATE OR REPLACE TRIGGER trigger_update_rollups_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_apply_rollups();
