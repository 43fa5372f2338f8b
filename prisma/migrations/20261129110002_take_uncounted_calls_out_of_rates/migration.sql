-- Leads and outcomes of calls that are not counted stand in the rollups of their days: these are counted anew, month by month.
DO $$
DECLARE
  stale record;
BEGIN
  FOR stale IN
    SELECT user_id, min(call_date) AS first_day, max(call_date) AS last_day FROM (
      SELECT user_id, call_date FROM lead_analytics WHERE NOT is_counted
      UNION
      SELECT user_id, call_date FROM agent_call_outcomes WHERE NOT is_counted
    ) days GROUP BY user_id, date_trunc('month', call_date::timestamp) ORDER BY user_id, first_day
  LOOP
    PERFORM rebuild_user_analytics(stale.user_id, stale.first_day, stale.last_day);
    PERFORM rebuild_user_daily_analytics(stale.user_id, stale.first_day, stale.last_day);
    PERFORM rebuild_call_analytics_cache(stale.user_id, stale.first_day, stale.last_day);
    PERFORM rebuild_call_segment_analytics(stale.user_id, stale.first_day, stale.last_day);
    PERFORM rebuild_agent_targets(stale.user_id, stale.first_day, stale.last_day);
    PERFORM rebuild_agent_performance_trends(stale.user_id, stale.first_day, stale.last_day);
  END LOOP;
END $$;
