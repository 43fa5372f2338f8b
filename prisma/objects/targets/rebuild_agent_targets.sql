-- Counts what the targets of a range of days have reached anew, from agents' days that are rebuilt first, and says how many rows
-- that changed.
CREATE OR REPLACE FUNCTION rebuild_agent_targets(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, period_first_day('quarterly', first_day), period_last_day('quarterly', last_day));
  WITH reached AS (
    SELECT target.id, coalesce(sum(total_calls), 0)::integer AS calls, coalesce(sum(successful_calls), 0)::integer AS successful_calls,
      coalesce(sum(leads_generated), 0)::integer AS leads
    FROM agent_targets target
    LEFT JOIN agent_analytics a ON a.agent_id = target.agent_id AND a.user_id = target.user_id AND a.hour IS NULL
      AND a.date BETWEEN target.target_date AND target.period_end
    WHERE target.user_id = tenant AND target.target_date <= last_day AND target.period_end >= first_day
    GROUP BY target.id
  )
  UPDATE agent_targets t
  SET actual_calls = reached.calls, actual_successful_calls = reached.successful_calls, actual_leads = reached.leads
  FROM reached
  WHERE t.id = reached.id
    AND (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (reached.calls, reached.successful_calls, reached.leads);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'agent_targets');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_agent_targets(uuid,date,date) IS 'Counts anew what the targets of these days have reached; returns how many rows that changed';
