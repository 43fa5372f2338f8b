-- A trend is its agent's calls and leads of the period against those of the period before (of a day, a week before), and its rank. Of a
-- period that was still running when the trend was made, the days that were over then are compared with as many days. A period that waits
-- to be compared anew is not judged; one that has not been for days is.
-- depends on: core/periods.sql
CREATE OR REPLACE FUNCTION find_trend_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_nestloop = off
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
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
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
