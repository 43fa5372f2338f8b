-- Targets are the KPIs that users set for their agents: each change of an agent's day moves the achievement of the targets whose
-- period contains it, by new minus old.
CREATE OR REPLACE FUNCTION trg_agents_targets() RETURNS trigger
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
  WITH image AS (
    SELECT agent_id, user_id, date, total_calls, successful_calls, leads_generated
    FROM agent_days_new WHERE hour IS NULL
    UNION ALL
    SELECT agent_id, user_id, date, -total_calls, -successful_calls, -leads_generated
    FROM agent_days_old WHERE hour IS NULL
  ), moved AS (
    SELECT target.id, sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads_generated) AS leads
    FROM image JOIN agent_targets target ON target.agent_id = image.agent_id AND target.user_id = image.user_id
      AND image.date BETWEEN target.target_date AND target.period_end
    GROUP BY target.id
  )
  UPDATE agent_targets t SET
    actual_calls = t.actual_calls + moved.calls,
    actual_successful_calls = t.actual_successful_calls + moved.successful_calls,
    actual_leads = t.actual_leads + moved.leads
  FROM moved
  WHERE t.id = moved.id AND (moved.calls, moved.successful_calls, moved.leads) <> (0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_agents_targets() IS 'The achievement of targets moves with the agents'' days, by new minus old';

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();
