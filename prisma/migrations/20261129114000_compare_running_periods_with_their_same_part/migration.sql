-- object: audit/trends.sql sha256:13cee54ced3a7529913506ce2219c664f22729d87c3867e5a84cba32bad9e9ea
-- A trend is its agent's calls and leads of the period against those of the period before (of a day, a week before), and its rank. Of a
-- period that was still running when the trend was made, the days that were over then are compared with as many days. A period that waits
-- to be compared anew is not judged; one that has not been for days is.
CREATE OR REPLACE FUNCTION find_trend_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH days AS MATERIALIZED (
    SELECT c.user_id, c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed'))::numeric AS calls,
      count(*) FILTER (WHERE c.status = 'completed')::numeric AS successful_calls,
      count(*) FILTER (WHERE o.outcome IN ('completed', 'disconnected'))::numeric AS answered_calls,
      coalesce(sum(c.duration_seconds) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS seconds,
      coalesce(sum(c.credits_used) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS credits,
      count(l.id)::numeric AS leads, count(l.id) FILTER (WHERE l.is_qualified)::numeric AS qualified_leads,
      coalesce(sum(l.cta_pricing_clicked::integer + l.cta_demo_clicked::integer + l.cta_followup_clicked::integer
        + l.cta_sample_clicked::integer + l.cta_escalated_to_human::integer), 0)::numeric AS cta,
      coalesce(sum(l.total_score), 0)::numeric AS score_sum, count(l.total_score)::numeric AS score_count
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    WHERE tenant IS NULL OR c.user_id = tenant
    GROUP BY 1, 2, 3
  ), made AS (
    SELECT t.user_id, t.period_type, t.period_start,
      greatest((min(t.created_at) AT TIME ZONE u.timezone)::date - 1, (now() AT TIME ZONE u.timezone)::date - 3) AS over_until
    FROM agent_performance_trends t JOIN users u ON u.id = t.user_id
    WHERE tenant IS NULL OR t.user_id = tenant
    GROUP BY t.user_id, t.period_type, t.period_start, u.timezone
  ), placed AS MATERIALIZED (
    SELECT d.*, p.type, p.length, p.first_day,
      CASE p.type WHEN 'daily' THEN p.first_day + 7 ELSE (p.first_day + p.length)::date END AS following
    FROM days d CROSS JOIN LATERAL (
      SELECT type, length, date_trunc(unit, d.date::timestamp)::date AS first_day
      FROM (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', interval '7 days'), ('monthly', 'month', interval '1 month'),
        ('quarterly', 'quarter', interval '3 months')) types (type, unit, length)) p
  ), sides AS (
    SELECT 'all' AS side, first_day AS period, placed.* FROM placed
    UNION ALL
    SELECT 'now', p.first_day, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.first_day)
    WHERE p.date <= coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1)
    UNION ALL
    SELECT 'before', p.following, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.following)
    CROSS JOIN LATERAL (SELECT coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1) AS over_until) o
    WHERE o.over_until >= (p.following + p.length)::date - 1 OR p.date - p.first_day <= o.over_until - p.following
  ), periods AS MATERIALIZED (
    SELECT side, user_id, agent_id, type, length, period AS first_day,
      sum(calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads) AS leads, sum(qualified_leads) AS qualified_leads,
      ARRAY[sum(calls), sum(successful_calls) / nullif(sum(calls), 0), sum(answered_calls) / nullif(sum(calls), 0), sum(seconds),
        sum(leads), sum(qualified_leads), sum(leads) / nullif(sum(calls), 0), sum(cta), sum(score_sum) / nullif(sum(score_count), 0),
        sum(credits)] AS figures
    FROM sides
    GROUP BY 1, 2, 3, 4, 5, 6
  ), expected AS (
    SELECT now.user_id, concat_ws(' ', now.agent_id, now.type, now.first_day) AS row_id, now.first_day AS period_start, now.type AS period_type,
      jsonb_build_object('period_end', (now.first_day + now.length)::date - 1, 'total_calls', now.calls, 'leads_generated', now.leads,
        'qualified_leads', now.qualified_leads, 'success_rate', round(100 * now.figures[2], 2), 'conversion_rate', round(100 * now.figures[7], 2),
        'performance_rank', rank() OVER (PARTITION BY now.user_id, now.type, now.first_day
          ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)) || (
        SELECT jsonb_object_agg(part.name || '_change_percentage', round(100 * (part.figure - part.previous) / nullif(abs(part.previous), 0), 2))
        FROM unnest(ARRAY['calls', 'success_rate', 'answer_rate', 'duration', 'leads', 'qualified_leads', 'conversion_rate', 'cta', 'score',
          'credits'], coalesce(part.figures, ARRAY[0, NULL, NULL, 0, 0, 0, NULL, 0, NULL, 0]), coalesce(before.figures, array_fill(NULL::numeric, ARRAY[10]))) part (name, figure, previous)) AS figures
    FROM periods now
    LEFT JOIN periods before ON before.side = 'before' AND (before.agent_id, before.type, before.first_day) = (now.agent_id, now.type, now.first_day)
    LEFT JOIN periods part ON part.side = 'now' AND (part.agent_id, part.type, part.first_day) = (now.agent_id, now.type, now.first_day)
    WHERE now.side = 'all' AND (now.calls > 0 OR now.leads > 0)
  ), kept AS (
    SELECT t.user_id, concat_ws(' ', t.agent_id, t.period_type, t.period_start) AS row_id, t.period_start, t.period_type, to_jsonb(t) AS figures
    FROM agent_performance_trends t WHERE tenant IS NULL OR t.user_id = tenant
  ), pairs AS (
    SELECT user_id, row_id, coalesce(k.period_start, e.period_start) AS day, coalesce(k.period_type, e.period_type) AS period_type,
      k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'trend_is_not_its_calls', p.user_id, 'agent_performance_trends', p.row_id, CASE
      WHEN p.kept IS NULL THEN 'is missing' WHEN p.expected IS NULL THEN 'is there without a call or a lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', f.key, coalesce(p.kept ->> f.key, 'none'), coalesce(f.value #>> '{}', 'none')), '; ' ORDER BY f.key)
        FROM jsonb_each(p.expected) f WHERE p.kept -> f.key IS DISTINCT FROM f.value) END, p.day
  FROM pairs p
  WHERE NOT EXISTS (
    SELECT FROM stale_trends s WHERE s.tenant_id = p.user_id
      AND s.day BETWEEN CASE p.period_type WHEN 'daily' THEN p.day - 7 ELSE period_first_day(p.period_type, p.day - 1) END AND period_last_day(p.period_type, p.day))
$$;
COMMENT ON FUNCTION find_trend_differences(uuid) IS
  'Trends that are not what the calls and leads of their period and the one before make, with the day to rebuild; of one tenant, or of all';

-- object: targets/rebuild_agent_performance_trends.sql sha256:eb270844e74ae3516ccd8745cf59864a944776215be223529206d207660cf526
-- Percentage by which a figure changed; unknown when it was zero or unknown before.
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;

-- The period that is compared with the one that a day lies in, by its first day: the same weekday of the week after, or the period after.
CREATE OR REPLACE FUNCTION following_period(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE period_type WHEN 'daily' THEN day + 7 ELSE period_last_day(period_type, day) + 1 END $$;

-- Whether a day counts where the period after its own is compared with it, as far as that one was over at the end of a day: of a period
-- that is over everything counts, of one that still runs as many days as are over.
CREATE OR REPLACE FUNCTION is_compared(period_type text, day date, over_until date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT over_until >= period_last_day(period_type, following_period(period_type, day))
    OR day - period_first_day(period_type, day) <= over_until - following_period(period_type, day)
$$;

-- Compares each period that a range of days touches with the one before it, a day with the same weekday a week before, and those that are
-- compared with it, for every agent with a call or a lead in the period, from agents' days as they are. Of a period that still runs, the
-- days that are over are compared with as many days; its totals have all. Agents rank by qualified leads, then leads, then successful
-- calls; ties share a rank. The days wait for this no longer.
CREATE OR REPLACE FUNCTION refresh_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
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

-- Trends that are there were compared otherwise: they wait to be made anew.
INSERT INTO stale_trends (tenant_id, day)
SELECT DISTINCT user_id, period_start FROM agent_performance_trends WHERE period_type = 'daily'
ON CONFLICT DO NOTHING;
