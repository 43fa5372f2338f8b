-- Percentage by which a figure changed; unknown when it was zero or unknown before.
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;

-- Compares each period that a range of days touches with the one before it, and the one that follows with it, for every agent with a
-- call or a lead in the period, from agents' days as they are. Agents rank by qualified leads, then leads, then successful calls;
-- ties share a rank. The days wait for this no longer.
CREATE OR REPLACE FUNCTION refresh_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  DELETE FROM stale_trends WHERE tenant_id = tenant AND day BETWEEN first_day AND last_day;
  DELETE FROM agent_performance_trends
  WHERE user_id = tenant AND period_start BETWEEN period_first_day(period_type, first_day) AND period_last_day(period_type, last_day) + 1;

  WITH figures AS (
    SELECT a.agent_id, p.type, period_first_day(p.type, a.date) AS first_day,
      sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(total_duration_seconds) AS seconds,
      sum(leads_generated) AS leads, sum(qualified_leads) AS qualified_leads, sum(total_cta_interactions) AS cta,
      sum(credits_used) AS credits,
      sum(successful_calls)::numeric / nullif(sum(total_calls), 0) AS success_rate,
      sum(answered_calls)::numeric / nullif(sum(total_calls), 0) AS answer_rate,
      sum(leads_generated)::numeric / nullif(sum(total_calls), 0) AS conversion_rate,
      sum(total_score_sum) / nullif(sum(total_score_count), 0) AS score
    FROM agent_analytics a CROSS JOIN (VALUES ('daily'), ('weekly'), ('monthly'), ('quarterly')) p (type)
    WHERE a.user_id = tenant AND a.hour IS NULL
      AND a.date BETWEEN period_first_day(p.type, period_first_day(p.type, first_day) - 1) AND period_last_day(p.type, period_last_day(p.type, last_day) + 1)
    GROUP BY 1, 2, 3
  ), active AS (
    SELECT * FROM figures WHERE (calls > 0 OR leads > 0) AND figures.first_day >= period_first_day(type, refresh_agent_performance_trends.first_day)
  )
  INSERT INTO agent_performance_trends (
    agent_id, user_id, period_start, period_end, period_type, total_calls, leads_generated, qualified_leads, success_rate,
    conversion_rate, calls_change_percentage, success_rate_change_percentage, answer_rate_change_percentage,
    duration_change_percentage, leads_change_percentage, qualified_leads_change_percentage, conversion_rate_change_percentage,
    cta_change_percentage, score_change_percentage, credits_change_percentage, performance_rank
  )
  SELECT now.agent_id, tenant, now.first_day, period_last_day(now.type, now.first_day), now.type,
    now.calls, now.leads, now.qualified_leads, round(100 * now.success_rate, 2), round(100 * now.conversion_rate, 2),
    change_percentage(before.calls, now.calls), change_percentage(before.success_rate, now.success_rate),
    change_percentage(before.answer_rate, now.answer_rate), change_percentage(before.seconds, now.seconds),
    change_percentage(before.leads, now.leads), change_percentage(before.qualified_leads, now.qualified_leads),
    change_percentage(before.conversion_rate, now.conversion_rate), change_percentage(before.cta, now.cta),
    change_percentage(before.score, now.score), change_percentage(before.credits, now.credits),
    rank() OVER (
      PARTITION BY now.type, now.first_day ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)
  FROM active now
  LEFT JOIN figures before ON before.agent_id = now.agent_id AND before.type = now.type
    AND before.first_day = period_first_day(now.type, now.first_day - 1);
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM announce_rebuilt(tenant, 'agent_performance_trends');
  RETURN changed;
END $$;

-- The same from agents' days that are counted anew first.
CREATE OR REPLACE FUNCTION rebuild_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(
    tenant, period_first_day('quarterly', period_first_day('quarterly', first_day) - 1),
    period_last_day('quarterly', period_last_day('quarterly', last_day) + 1));
  RETURN refresh_agent_performance_trends(tenant, first_day, last_day);
END $$;
