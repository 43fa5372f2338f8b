-- Percentage by which a figure changed; unknown when it was zero or unknown before.
-- depends on: core/periods.sql
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;
COMMENT ON FUNCTION change_percentage(numeric,numeric) IS 'Percentage by which a figure changed; unknown when it was zero or unknown before';

-- The period that is compared with the one that a day lies in, by its first day: the same weekday of the week after, or the period after.
CREATE OR REPLACE FUNCTION following_period(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE period_type WHEN 'daily' THEN day + 7 ELSE period_last_day(period_type, day) + 1 END $$;
COMMENT ON FUNCTION following_period(text,date) IS 'First day of the period that is compared with the one a date lies in: of a day the same weekday of the week after, else the period after';

-- Whether a day counts where the period after its own is compared with it, as far as that one was over at the end of a day: of a period
-- that is over everything counts, of one that still runs as many days as are over.
CREATE OR REPLACE FUNCTION is_compared(period_type text, day date, over_until date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT over_until >= period_last_day(period_type, following_period(period_type, day))
    OR day - period_first_day(period_type, day) <= over_until - following_period(period_type, day)
$$;
COMMENT ON FUNCTION is_compared(text,date,date) IS 'Whether a date counts in the comparison of the period after its own, of which the days up to another date are over';

-- Compares each period that a range of days touches with the one before it, a day with the same weekday a week before, and those that are
-- compared with it, for every agent with a call or a lead in the period, from agents' days as they are. Of a period that still runs, the
-- days that are over are compared with as many days; its totals have all. Agents rank by qualified leads, then leads, then successful
-- calls; ties share a rank. The days wait for this no longer.
-- The planner takes the sums of a period for few rows and would look through all of them for each; there are thousands.
CREATE OR REPLACE FUNCTION refresh_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_nestloop = off
AS $$
DECLARE
  changed integer;
  over_until date := (SELECT (now() AT TIME ZONE timezone)::date - 1 FROM users WHERE id = tenant);
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  DELETE FROM stale_trends WHERE tenant_id = tenant AND day BETWEEN first_day AND last_day;
  DELETE FROM agent_performance_trends
  WHERE user_id = tenant AND period_start BETWEEN period_first_day(period_type, first_day) AND following_period(period_type, last_day);

  WITH days AS (
    SELECT a.*, p.type, period_first_day(p.type, a.date) AS period FROM agent_analytics a
    CROSS JOIN (VALUES ('daily'), ('weekly'), ('monthly'), ('quarterly')) p (type)
    WHERE a.user_id = tenant AND a.hour IS NULL
      AND a.date BETWEEN period_first_day(p.type, period_first_day(p.type, first_day) - 7) AND period_last_day(p.type, following_period(p.type, last_day))
  ), sides AS (
    -- A day belongs to its own period, to the part of it that is compared, and to what the period after is compared with.
    SELECT 'all' AS side, period AS starts_on, days.* FROM days
    UNION ALL
    SELECT 'now', period, days.* FROM days WHERE date <= over_until
    UNION ALL
    SELECT 'before', following_period(type, date), days.* FROM days WHERE is_compared(type, date, over_until)
  ), figures AS (
    SELECT agent_id, type, side, starts_on,
      sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(total_duration_seconds) AS seconds,
      sum(leads_generated) AS leads, sum(qualified_leads) AS qualified_leads, sum(total_cta_interactions) AS cta,
      sum(credits_used) AS credits,
      sum(successful_calls)::numeric / nullif(sum(total_calls), 0) AS success_rate,
      sum(answered_calls)::numeric / nullif(sum(total_calls), 0) AS answer_rate,
      sum(leads_generated)::numeric / nullif(sum(total_calls), 0) AS conversion_rate,
      sum(total_score_sum) / nullif(sum(total_score_count), 0) AS score
    FROM sides GROUP BY agent_id, type, side, starts_on
  ), active AS (
    SELECT * FROM figures
    WHERE side = 'all' AND (calls > 0 OR leads > 0)
      AND starts_on BETWEEN period_first_day(type, refresh_agent_performance_trends.first_day) AND following_period(type, last_day)
  ), compared AS (
    -- What a part that is over does not have is zero, as long as there is a day of it.
    SELECT b.agent_id, b.type, b.starts_on, coalesce(n.calls, 0) AS calls, n.success_rate, n.answer_rate,
      coalesce(n.seconds, 0) AS seconds, coalesce(n.leads, 0) AS leads, coalesce(n.qualified_leads, 0) AS qualified_leads,
      n.conversion_rate, coalesce(n.cta, 0) AS cta, n.score, coalesce(n.credits, 0) AS credits
    FROM figures b LEFT JOIN figures n ON n.side = 'now' AND (n.agent_id, n.type, n.starts_on) = (b.agent_id, b.type, b.starts_on)
    WHERE b.side = 'before'
  )
  INSERT INTO agent_performance_trends (
    agent_id, user_id, period_start, period_end, period_type, total_calls, leads_generated, qualified_leads, success_rate,
    conversion_rate, calls_change_percentage, success_rate_change_percentage, answer_rate_change_percentage,
    duration_change_percentage, leads_change_percentage, qualified_leads_change_percentage, conversion_rate_change_percentage,
    cta_change_percentage, score_change_percentage, credits_change_percentage, performance_rank
  )
  SELECT now.agent_id, tenant, now.starts_on, period_last_day(now.type, now.starts_on), now.type,
    now.calls, now.leads, now.qualified_leads, round(100 * now.success_rate, 2), round(100 * now.conversion_rate, 2),
    change_percentage(before.calls, part.calls), change_percentage(before.success_rate, part.success_rate),
    change_percentage(before.answer_rate, part.answer_rate), change_percentage(before.seconds, part.seconds),
    change_percentage(before.leads, part.leads), change_percentage(before.qualified_leads, part.qualified_leads),
    change_percentage(before.conversion_rate, part.conversion_rate), change_percentage(before.cta, part.cta),
    change_percentage(before.score, part.score), change_percentage(before.credits, part.credits),
    rank() OVER (
      PARTITION BY now.type, now.starts_on ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)
  FROM active now
  LEFT JOIN figures before ON before.side = 'before' AND (before.agent_id, before.type, before.starts_on) = (now.agent_id, now.type, now.starts_on)
  LEFT JOIN compared part ON (part.agent_id, part.type, part.starts_on) = (now.agent_id, now.type, now.starts_on);
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM announce_rebuilt(tenant, 'agent_performance_trends');
  RETURN changed;
END $$;
COMMENT ON FUNCTION refresh_agent_performance_trends(uuid,date,date) IS 'Makes the trends of the periods that these days touch, and of those that follow, anew from agents'' days; returns how many there are';

-- The same from agents' days that are counted anew first.
CREATE OR REPLACE FUNCTION rebuild_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(
    tenant, period_first_day('quarterly', period_first_day('quarterly', first_day) - 7),
    period_last_day('quarterly', period_last_day('quarterly', last_day) + 1));
  RETURN refresh_agent_performance_trends(tenant, first_day, last_day);
END $$;
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';
