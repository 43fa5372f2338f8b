-- object: audit/cta_totals.sql sha256:1f6d759868ad642fa8ba6dc2fd88cc43360ae36483ba4152319777386eda43d7
-- total_cta_interactions is the sum of the row's five counters, and cta_conversion_rate its calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION find_cta_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH kept AS (
    SELECT 'agent_analytics' AS table_name, a.user_id, concat_ws(' ', a.agent_id, a.date) AS row_id, a.date, a.total_calls, a.cta_calls,
      ARRAY[a.cta_pricing_clicks, a.cta_demo_clicks, a.cta_followup_clicks, a.cta_sample_clicks, a.cta_human_escalations] AS counters,
      a.total_cta_interactions AS total, a.cta_conversion_rate AS rate
    FROM agent_analytics a WHERE tenant IS NULL OR a.user_id = tenant
    UNION ALL
    SELECT 'user_analytics', h.user_id, concat_ws(' ', h.date, lpad(h.hour::text, 2, '0') || ':00'), h.date, h.total_calls, h.cta_calls,
      ARRAY[h.cta_pricing_clicks, h.cta_demo_clicks, h.cta_followup_clicks, h.cta_sample_clicks, h.cta_human_escalations],
      h.total_cta_interactions, h.cta_conversion_rate
    FROM user_analytics h WHERE tenant IS NULL OR h.user_id = tenant
    UNION ALL
    SELECT 'user_daily_analytics', d.user_id, d.date::text, d.date, d.total_calls, d.cta_calls,
      ARRAY[d.cta_pricing_clicks, d.cta_demo_clicks, d.cta_followup_clicks, d.cta_sample_clicks, d.cta_human_escalations],
      d.total_cta_interactions, d.cta_conversion_rate
    FROM user_daily_analytics d WHERE tenant IS NULL OR d.user_id = tenant
  ), made AS (
    SELECT k.*, (SELECT sum(counter) FROM unnest(k.counters) counter) AS made_total,
      CASE WHEN k.total_calls <> 0 THEN round(k.cta_calls::numeric / k.total_calls * 100, 2) END AS made_rate
    FROM kept k
  )
  SELECT 'cta_totals_are_not_their_counters', m.user_id, m.table_name, m.row_id,
    format('%s interactions at %s %%, should be %s at %s %%', m.total, coalesce(m.rate::text, 'no'), m.made_total, coalesce(m.made_rate::text, 'no')),
    m.date
  FROM made m WHERE (m.total, m.rate) IS DISTINCT FROM (m.made_total, m.made_rate)
$$;
COMMENT ON FUNCTION find_cta_differences(uuid) IS
  'Rollups whose interactions or conversion rate do not follow from their own counters, with the day to rebuild; of one tenant, or of all';

-- object: audit/reckon_figures.sql sha256:3cfdef4d6822ffaecf0dce03704399cd376b91af2f4397d9fea2c300d6e4ffb2
-- What calls, leads and outcomes add up to by agent and day, and by tenant and day, hour, week and month, reckoned from their starts
-- and the tenant's zone: from nothing that a trigger keeps, so that it can judge everything that triggers keep. The row of all
-- is there without any call too, and so names the figures.
CREATE OR REPLACE FUNCTION reckon_figures(tenant uuid DEFAULT NULL) RETURNS TABLE (
  period text, user_id uuid, agent_id uuid, date date, hour integer, figures jsonb)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS (
    SELECT c.user_id, c.agent_id, here.began::date AS day, extract(hour FROM here.began)::integer AS hour,
      date_trunc('week', here.began)::date AS week, date_trunc('month', here.began)::date AS month,
      c.status IN ('completed', 'failed') AS counted, c.status, c.lead_type, c.call_source, c.duration_minutes,
      c.duration_seconds, c.credits_used, o.outcome, l.id AS lead_id, l.is_qualified, l.lead_status_tag,
      l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked, l.cta_sample_clicked, l.cta_escalated_to_human,
      l.intent_score, l.urgency_score, l.budget_score, l.fit_score, l.engagement_score, l.total_score
    FROM calls c JOIN users u ON u.id = c.user_id
    CROSS JOIN LATERAL (SELECT c.started_at AT TIME ZONE u.timezone AS began) here
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    WHERE tenant IS NULL OR c.user_id = tenant
  )
  SELECT
    CASE 0 WHEN grouping(agent_id) THEN 'agent' WHEN grouping(hour) THEN 'hour' WHEN grouping(day) THEN 'daily'
      WHEN grouping(week) THEN 'weekly' WHEN grouping(month) THEN 'monthly' ELSE 'all' END,
    raw.user_id, agent_id, coalesce(day, week, month), hour, jsonb_build_object(
      'total_calls', count(*) FILTER (WHERE counted),
      'successful_calls', count(*) FILTER (WHERE status = 'completed'),
      'failed_calls', count(*) FILTER (WHERE status = 'failed'),
      'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
      'inbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'inbound'),
      'outbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'outbound'),
      'phone_calls', count(*) FILTER (WHERE counted AND call_source = 'phone'),
      'internet_calls', count(*) FILTER (WHERE counted AND call_source = 'internet'),
      'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
      'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
      'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
      'leads_generated', count(lead_id),
      'qualified_leads', count(lead_id) FILTER (WHERE is_qualified),
      'hot_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'hot'),
      'warm_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'warm'),
      'cold_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'cold'),
      'cta_pricing_clicks', count(*) FILTER (WHERE cta_pricing_clicked),
      'cta_demo_clicks', count(*) FILTER (WHERE cta_demo_clicked),
      'cta_followup_clicks', count(*) FILTER (WHERE cta_followup_clicked),
      'cta_sample_clicks', count(*) FILTER (WHERE cta_sample_clicked),
      'cta_human_escalations', count(*) FILTER (WHERE cta_escalated_to_human),
      'cta_calls', count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked
        OR cta_sample_clicked OR cta_escalated_to_human),
      'intent_score_sum', coalesce(sum(intent_score), 0), 'intent_score_count', count(intent_score),
      'urgency_score_sum', coalesce(sum(urgency_score), 0), 'urgency_score_count', count(urgency_score),
      'budget_score_sum', coalesce(sum(budget_score), 0), 'budget_score_count', count(budget_score),
      'fit_score_sum', coalesce(sum(fit_score), 0), 'fit_score_count', count(fit_score),
      'engagement_score_sum', coalesce(sum(engagement_score), 0), 'engagement_score_count', count(engagement_score),
      'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score))
  FROM raw
  GROUP BY GROUPING SETS (
    (raw.user_id, agent_id, day), (raw.user_id, day), (raw.user_id, day, hour), (raw.user_id, week), (raw.user_id, month), ())
$$;
COMMENT ON FUNCTION reckon_figures(uuid) IS
  'What calls, leads and outcomes add up to by agent and day, and by tenant and day, hour, week and month; of one tenant, or of all';

-- object: audit/rollups.sql sha256:247086d782da2c61597434e4578c9d458a27b6305cde393c76ea937ec5fdc371
-- Every row of agent_analytics, user_analytics (days and hours), user_daily_analytics and call_analytics_cache is what its calls,
-- leads and outcomes add up to; a row of zeros equals a missing one.
-- depends on: audit/reckon_figures.sql
DROP FUNCTION IF EXISTS find_rollup_differences(uuid);
CREATE FUNCTION find_rollup_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH reckoned AS MATERIALIZED (
    SELECT * FROM reckon_figures(tenant)
  ), figure_names AS MATERIALIZED (
    SELECT name, CASE name
        WHEN 'total_duration_seconds' THEN 'total_call_duration' WHEN 'cta_pricing_clicks' THEN 'pricing_clicks'
        WHEN 'cta_demo_clicks' THEN 'demo_requests' WHEN 'cta_followup_clicks' THEN 'followup_requests'
        WHEN 'cta_sample_clicks' THEN 'sample_requests' WHEN 'cta_human_escalations' THEN 'human_escalations'
        ELSE name END AS cached_name,
      name !~ '_score_|^cta_calls$|^total_duration_minutes$' AS is_cached
    FROM reckoned, jsonb_object_keys(figures) name WHERE period = 'all'
  ), columns AS (
    SELECT t.table_name, n.name
    FROM figure_names n CROSS JOIN (VALUES ('agent_analytics'), ('user_analytics'), ('user_daily_analytics')) t (table_name)
    UNION ALL
    SELECT 'call_analytics_cache', n.cached_name FROM figure_names n WHERE n.is_cached
  ), expected AS (
    SELECT t.table_name, r.user_id, r.date AS day, concat_ws(' ', r.agent_id, r.date, lpad(r.hour::text, 2, '0') || ':00') AS row_id, r.figures
    FROM reckoned r JOIN (VALUES ('agent', 'agent_analytics'), ('daily', 'user_analytics'), ('hour', 'user_analytics'),
      ('daily', 'user_daily_analytics')) t (period, table_name) ON t.period = r.period
    UNION ALL
    SELECT 'call_analytics_cache', r.user_id, r.date, concat_ws(' ', r.period, r.date), (
      SELECT jsonb_object_agg(n.cached_name, r.figures -> n.name) FROM figure_names n WHERE n.is_cached)
    FROM reckoned r WHERE r.period IN ('daily', 'weekly', 'monthly')
  ), kept AS (
    SELECT 'agent_analytics' AS table_name, a.user_id, a.date AS day, concat_ws(' ', a.agent_id, a.date, a.hour) AS row_id, to_jsonb(a) AS figures
    FROM agent_analytics a WHERE tenant IS NULL OR a.user_id = tenant
    UNION ALL
    SELECT 'user_analytics', h.user_id, h.date, concat_ws(' ', h.date, lpad(h.hour::text, 2, '0') || ':00'), to_jsonb(h)
    FROM user_analytics h WHERE tenant IS NULL OR h.user_id = tenant
    UNION ALL
    SELECT 'user_daily_analytics', d.user_id, d.date, d.date::text, to_jsonb(d)
    FROM user_daily_analytics d WHERE tenant IS NULL OR d.user_id = tenant
    UNION ALL
    SELECT 'call_analytics_cache', p.user_id, p.date_period, concat_ws(' ', p.period_type, p.date_period), to_jsonb(p)
    FROM call_analytics_cache p WHERE tenant IS NULL OR p.user_id = tenant
  ), pairs AS (
    SELECT table_name, user_id, row_id, coalesce(k.day, e.day) AS day, k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (table_name, user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'rollup_is_not_its_calls', p.user_id, p.table_name, p.row_id, string_agg(
      format('%s is %s, should be %s', c.name, coalesce(p.kept ->> c.name, '0'), coalesce(p.expected ->> c.name, '0')),
      '; ' ORDER BY c.name), p.day
  FROM pairs p JOIN columns c ON c.table_name = p.table_name
  WHERE coalesce(p.kept ->> c.name, '0')::numeric <> coalesce(p.expected ->> c.name, '0')::numeric
  GROUP BY p.user_id, p.table_name, p.row_id, p.day
$$;
COMMENT ON FUNCTION find_rollup_differences(uuid) IS
  'Rows of the rollups and of the cache that are not what their calls, leads and outcomes add up to, with the day to rebuild; of one tenant, or of all';

-- object: audit/targets.sql sha256:3becec377691d4b3fa18dc0e450e2427141b40a8c45edd0966c8899ef3f6817e
-- What a target has reached is what its agent's calls and leads of the period add up to, and its achievement the mean, over the
-- targets that are set, of the share that was reached of each.
CREATE OR REPLACE FUNCTION find_target_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH targets AS MATERIALIZED (
    SELECT t.*, u.timezone, t.target_date::timestamp + CASE t.target_type WHEN 'daily' THEN interval '1 day'
      WHEN 'weekly' THEN interval '7 days' WHEN 'monthly' THEN interval '1 month' ELSE interval '3 months' END AS ends_before
    FROM agent_targets t JOIN users u ON u.id = t.user_id WHERE tenant IS NULL OR t.user_id = tenant
  ), days AS MATERIALIZED (
    SELECT c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed')) AS calls,
      count(*) FILTER (WHERE c.status = 'completed') AS successful_calls, count(l.id) AS leads
    FROM calls c JOIN users u ON u.id = c.user_id LEFT JOIN lead_analytics l ON l.call_id = c.id
    WHERE (tenant IS NULL OR c.user_id = tenant) AND c.agent_id IN (SELECT t.agent_id FROM targets t)
    GROUP BY 1, 2
  ), reached AS (
    SELECT t.id, coalesce(sum(d.calls), 0) AS calls, coalesce(sum(d.successful_calls), 0) AS successful_calls, coalesce(sum(d.leads), 0) AS leads
    FROM targets t LEFT JOIN days d ON d.agent_id = t.agent_id AND d.date >= t.target_date AND d.date < t.ends_before
    GROUP BY t.id
  ), achieved AS (
    SELECT r.*, (
      SELECT round(100 * avg(least(coalesce(part.actual / part.target, 0), 1)), 2)
      FROM (VALUES (r.calls, t.target_calls::numeric), (r.leads, t.target_leads),
        (100 * r.successful_calls / nullif(r.calls, 0), t.target_success_rate),
        (100 * r.leads / nullif(r.calls, 0), t.target_conversion_rate)) part (actual, target)
      WHERE part.target IS NOT NULL) AS percentage
    FROM reached r JOIN targets t ON t.id = r.id
  )
  SELECT 'target_is_not_its_calls', t.user_id, 'agent_targets', t.id::text,
    format('%s calls, %s successful, %s leads, %s %%; should be %s, %s, %s, %s %%', t.actual_calls, t.actual_successful_calls, t.actual_leads,
      t.achievement_percentage, a.calls, a.successful_calls, a.leads, a.percentage), t.target_date
  FROM targets t JOIN achieved a ON a.id = t.id
  WHERE (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (a.calls, a.successful_calls, a.leads)
    -- The column rounds each share once more on its way.
    OR abs(t.achievement_percentage - a.percentage) > 0.01 OR t.achievement_percentage IS NULL
$$;
COMMENT ON FUNCTION find_target_differences(uuid) IS
  'Targets whose figures are not what the calls and leads of their period add up to, with the day to rebuild; of one tenant, or of all';

-- object: audit/trends.sql sha256:5e72f299a7295af1499134715f97b50c693bbb423c4a32ea325d962dc06ac24c
-- A trend is its agent's calls and leads of the period against those of the period before, and its rank; a period that waits to be
-- compared anew is not judged.
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
  ), periods AS MATERIALIZED (
    SELECT d.user_id, d.agent_id, p.type, p.length, date_trunc(p.unit, d.date::timestamp)::date AS first_day,
      sum(calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads) AS leads, sum(qualified_leads) AS qualified_leads,
      ARRAY[sum(calls), sum(successful_calls) / nullif(sum(calls), 0), sum(answered_calls) / nullif(sum(calls), 0), sum(seconds),
        sum(leads), sum(qualified_leads), sum(leads) / nullif(sum(calls), 0), sum(cta), sum(score_sum) / nullif(sum(score_count), 0),
        sum(credits)] AS figures
    FROM days d CROSS JOIN (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', interval '7 days'),
      ('monthly', 'month', interval '1 month'), ('quarterly', 'quarter', interval '3 months')) p (type, unit, length)
    GROUP BY 1, 2, 3, 4, 5
  ), expected AS (
    SELECT now.user_id, concat_ws(' ', now.agent_id, now.type, now.first_day) AS row_id, now.first_day AS period_start, now.type AS period_type,
      jsonb_build_object('period_end', (now.first_day + now.length)::date - 1, 'total_calls', now.calls, 'leads_generated', now.leads,
        'qualified_leads', now.qualified_leads, 'success_rate', round(100 * now.figures[2], 2), 'conversion_rate', round(100 * now.figures[7], 2),
        'performance_rank', rank() OVER (PARTITION BY now.user_id, now.type, now.first_day
          ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)) || (
        SELECT jsonb_object_agg(part.name || '_change_percentage', round(100 * (part.figure - part.previous) / nullif(abs(part.previous), 0), 2))
        FROM unnest(ARRAY['calls', 'success_rate', 'answer_rate', 'duration', 'leads', 'qualified_leads', 'conversion_rate', 'cta', 'score',
          'credits'], now.figures, coalesce(before.figures, array_fill(NULL::numeric, ARRAY[10]))) part (name, figure, previous)) AS figures
    FROM periods now LEFT JOIN periods before ON before.agent_id = now.agent_id AND before.type = now.type
      AND before.first_day = (now.first_day - now.length)::date
    WHERE now.calls > 0 OR now.leads > 0
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
      AND s.day BETWEEN period_first_day(p.period_type, p.day - 1) AND period_last_day(p.period_type, p.day))
$$;
COMMENT ON FUNCTION find_trend_differences(uuid) IS
  'Trends that are not what the calls and leads of their period and the one before make, with the day to rebuild; of one tenant, or of all';

-- object: audit/find_figure_differences.sql sha256:bb3ea60ab88e0c15051f48213a1e8ba1f666f5afa56568e3cb934cef758fba2d
-- Whatever is kept of a tenant's calls and can be rebuilt by day is compared with them, and each difference names the day.
-- depends on: audit/rollups.sql
-- depends on: audit/cta_totals.sql
-- depends on: audit/targets.sql
-- depends on: audit/trends.sql
CREATE OR REPLACE FUNCTION find_figure_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_rollup_differences(tenant)
  UNION ALL
  SELECT * FROM find_cta_differences(tenant)
  UNION ALL
  SELECT * FROM find_target_differences(tenant)
  UNION ALL
  SELECT * FROM find_trend_differences(tenant)
$$;
COMMENT ON FUNCTION find_figure_differences(uuid) IS
  'Rollups, caches, targets and trends that are not what their calls make, each with the day to rebuild; of one tenant, or of all';

-- A few ranges instead of many days, so that a long gap is rebuilt in few steps and no step holds the rollups for long.
CREATE OR REPLACE FUNCTION list_days_to_repair(tenant uuid) RETURNS TABLE (first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT min(day), max(day) FROM find_figure_differences(tenant) GROUP BY date_trunc('month', day::timestamp) ORDER BY 1
$$;
COMMENT ON FUNCTION list_days_to_repair(uuid) IS 'The days whose figures differ from a tenant''s calls, as one range a month';

-- object: kpi/is_kpi_summary_stale.sql sha256:7b770e518cd42535f256615b7f2ae9647acb6971d86891253522fd084e1bf941
-- The KPI summary is stale before its first refresh, when the sequence has moved since the last one, when a transaction that had
-- moved it before and was still open then has committed since, or when a user's day has turned.
CREATE OR REPLACE FUNCTION is_kpi_summary_stale() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT state.refreshed_at IS NULL
    OR state.seen_marker <> (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM kpi_staleness_seq)
    OR EXISTS (
      SELECT FROM pg_snapshot_xip(state.seen_snapshot::pg_snapshot) xid
      -- A database restored elsewhere counts its transactions anew: what cannot be told counts as committed.
      WHERE CASE WHEN xid >= pg_current_xact_id() THEN true
        ELSE coalesce(pg_xact_status(xid), 'committed') = 'committed' END)
    OR EXISTS (
      SELECT FROM (SELECT DISTINCT timezone FROM users) zones
      WHERE (state.refreshed_at AT TIME ZONE timezone)::date <> (clock_timestamp() AT TIME ZONE timezone)::date)
  FROM kpi_refresh_state state
$$;
COMMENT ON FUNCTION is_kpi_summary_stale() IS 'Whether user_kpi_summary may differ from what a refresh would make of it now';

-- object: audit/kpi.sql sha256:087c9489b37ad9f1be63f20e2c8a4c68789a75324c111a651f06ecc8a6b3cecf
-- While user_kpi_summary is not stale, each row of it is what its definition makes of the rollups now.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION find_kpi_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF is_kpi_summary_stale() THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    'WITH made AS (
       SELECT m.user_id, to_jsonb(m) - ''refreshed_at'' AS figures FROM (%s) m WHERE $1 IS NULL OR m.user_id = $1
     ), kept AS (
       SELECT k.user_id, to_jsonb(k) - ''refreshed_at'' AS figures FROM user_kpi_summary k WHERE $1 IS NULL OR k.user_id = $1
     )
     SELECT ''kpi_summary_is_not_its_rollups'', user_id, ''user_kpi_summary'', user_id::text, CASE
       WHEN k.figures IS NULL THEN ''is missing'' WHEN m.figures IS NULL THEN ''is there without a user''
       ELSE (SELECT string_agg(format(''%%s is %%s, should be %%s'', f.key, coalesce(k.figures ->> f.key, ''none''),
           coalesce(f.value #>> ''{}'', ''none'')), ''; '' ORDER BY f.key)
         FROM jsonb_each(m.figures) f WHERE k.figures -> f.key IS DISTINCT FROM f.value) END
     FROM kept k FULL JOIN made m USING (user_id) WHERE k.figures IS DISTINCT FROM m.figures',
    rtrim(pg_get_viewdef('user_kpi_summary'::regclass), ';'))
  USING tenant;
END $$;
COMMENT ON FUNCTION find_kpi_differences(uuid) IS
  'Rows of user_kpi_summary that are not what its definition makes of the rollups, unless it is stale; of one tenant, or of all';

-- object: audit/validate_user_data_consistency.sql sha256:ecf0b2f28823a10fd6c4e8c1ac2c6ce7929ed39b312adc47215a75ef6c17221e
-- Nothing that is kept twice may differ: every contradiction in the users' data is a row, and none is the proof.
-- depends on: audit/ledger.sql
-- depends on: audit/calls.sql
-- depends on: audit/find_figure_differences.sql
-- depends on: audit/kpi.sql
CREATE OR REPLACE FUNCTION validate_user_data_consistency(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_ledger_faults(tenant)
  UNION ALL
  SELECT * FROM find_call_faults(tenant)
  UNION ALL
  SELECT d.check_name, d.user_id, d.table_name, d.row_id, d.detail FROM find_figure_differences(tenant) d
  UNION ALL
  SELECT * FROM find_kpi_differences(tenant)
$$;
COMMENT ON FUNCTION validate_user_data_consistency(uuid) IS
  'Every contradiction in the data of one user, or of all: ledger, calls with what belongs to them, rollups, caches, targets, trends and the KPI summary';

-- object: rollups/rebuild_user_analytics.sql sha256:cc0277c1ddea715d9d9e58e04aaa69d737ef47211e97437800765d86c2404dcc
-- Counts a tenant's days and hours anew from its calls, and says how many rows that changed. Its agents' days come first:
-- repaired later, they would move these by differences that are counted already.
CREATE OR REPLACE FUNCTION rebuild_user_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);
  WITH image AS (
    SELECT user_id, date, h.hour,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM call_contributions c CROSS JOIN LATERAL (VALUES (c.hour), (NULL)) h (hour)
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, hour, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT user_id, date, hour,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(intent_score_sum),
    sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY user_id, date, hour
  ORDER BY user_id, date, hour
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last two are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls,
    t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count, t.budget_score_sum,
    t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.answered_calls, excluded.leads_generated,
    excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum, excluded.intent_score_count,
    excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum, excluded.budget_score_count,
    excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum, excluded.engagement_score_count,
    excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_analytics');
  END IF;
  RETURN changed;
END $$;

-- object: targets/rebuild_agent_performance_trends.sql sha256:03231a3be0fdf1c4ac158fc727b711b0749a3cdff36d33cea8cebd9da2a057c2
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

-- object: core/move_days_with_zone.sql sha256:415879636604a548f269b3471181667c206b10f83b581fcfe01ceee842bd6cc3
-- A tenant's days follow its zone: calls that began on another day in the new one move there, and with them, by foreign key
-- and trigger, their leads, outcomes and rollups. All hours are counted and all trends made anew.
-- The zone changes after every call that is being written with the old one.
-- depends on: rollups/rebuild_user_analytics.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
CREATE OR REPLACE FUNCTION trg_users_move_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- Rows before rollups, as every other writer takes them.
  PERFORM FROM calls WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM FROM lead_analytics WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM hold_rollups_to_rebuild(NEW.id);
  UPDATE calls SET call_date = (started_at AT TIME ZONE NEW.timezone)::date
  WHERE user_id = NEW.id AND call_date <> (started_at AT TIME ZONE NEW.timezone)::date;
  PERFORM rebuild_user_analytics(NEW.id, '-infinity', 'infinity');
  PERFORM refresh_agent_performance_trends(NEW.id, '-infinity', 'infinity');
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_users_move_days
  AFTER UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_move_days();

CREATE OR REPLACE FUNCTION trg_users_hold_zone() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('time zone'), hashtext(NEW.id::text));
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_users_hold_zone
  BEFORE UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_hold_zone();

-- object: kpi/scheduled_refresh_user_kpi_summary.sql sha256:74fa1660f91dde85398b3e2065e8c08ce423722665a0b6f665b54a1c8c025011
-- The KPI summary is refreshed when it is stale and not more often than the setting allows; of two at once, one works.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION scheduled_refresh_user_kpi_summary(force boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  state kpi_refresh_state;
  started timestamptz := clock_timestamp();
  marker bigint;
  snapshot pg_snapshot;
  own bigint;
  open bigint[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('user_kpi_summary')) THEN
    RETURN 'busy';
  END IF;
  -- In this order: whoever moves the sequence later is seen by the next run, whoever moved it before and has not ended is
  -- among the transactions that are open in the snapshot or began before this one.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO marker FROM kpi_staleness_seq;
  snapshot := pg_current_snapshot();
  SELECT * INTO STRICT state FROM kpi_refresh_state;

  IF NOT force THEN
    IF state.refreshed_at > started - make_interval(mins => setting_integer('kpi_refresh_interval_minutes')) THEN
      RETURN 'too soon';
    END IF;
    IF NOT is_kpi_summary_stale() THEN
      RETURN 'fresh';
    END IF;
  END IF;

  own := pg_current_xact_id()::text::bigint;
  -- Whoever moved the sequence holds its lock until the end of the transaction.
  WITH locks AS MATERIALIZED (
    SELECT * FROM pg_locks WHERE granted AND pid <> pg_backend_pid()
  ), movers AS (
    SELECT held.transactionid AS xid FROM locks moved JOIN locks held ON held.pid = moved.pid AND held.locktype = 'transactionid'
    WHERE moved.locktype = 'relation' AND moved.relation = 'kpi_staleness_seq'::regclass AND moved.mode = 'RowExclusiveLock'
      AND moved.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  )
  SELECT coalesce(array_agg(xids.xid ORDER BY xids.xid), '{}') INTO open FROM (
    SELECT xip::text::bigint AS xid FROM pg_snapshot_xip(snapshot) xip
    UNION
    SELECT generate_series(pg_snapshot_xmax(snapshot)::text::bigint, own - 1)
  ) xids
  WHERE (xids.xid & 4294967295)::text::xid IN (SELECT m.xid FROM movers m);
  REFRESH MATERIALIZED VIEW CONCURRENTLY user_kpi_summary;
  UPDATE kpi_refresh_state SET refreshed_at = started, seen_marker = marker,
    seen_snapshot = format('%s:%s:%s', coalesce(open[1], own), own, array_to_string(open, ',')),
    duration_ms = extract(epoch FROM clock_timestamp() - started) * 1000;
  RETURN 'refreshed';
END $$;
COMMENT ON FUNCTION scheduled_refresh_user_kpi_summary(boolean) IS
  'Refreshes user_kpi_summary concurrently when it is stale and kpi_refresh_interval_minutes have passed, or when forced; returns refreshed, fresh, too soon or busy';

-- object: live/announce_rebuilt.sql sha256:42ff643ea9bb3a45f73215eaa9b0f6ac5637e0bb153e5f7b6e374304ddca815c
-- What was shared in dashboard_cache is dropped, and every instance and open dashboard hears of it, when rebuilding changed a table
-- whose own writers tell nobody.
CREATE OR REPLACE FUNCTION announce_rebuilt(tenant uuid, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM dashboard_cache WHERE user_id = tenant;
  PERFORM pg_notify('cache_invalidation', json_build_object('table', table_name, 'user_id', tenant)::text);
END $$;
COMMENT ON FUNCTION announce_rebuilt(uuid, text) IS
  'Drops what was cached of a tenant''s figures, and announces on cache_invalidation that rebuilding changed this table';

-- object: live/cache_invalidation.sql sha256:466cbe3e96c67f060c6f7e4346bf5ac0aec41ea530f79ed5b31a1311d96cf5dc
-- Every instance and open dashboard hears which tenant's data changed, once per table and transaction.
CREATE OR REPLACE FUNCTION trg_notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME, 'user_id', changed.user_id)::text)
  FROM (SELECT user_id FROM changed_new UNION SELECT user_id FROM changed_old) changed;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

-- The same for users, whose own id is the tenant; a sign-in or a name alone moves no figure.
CREATE OR REPLACE FUNCTION trg_notify_user_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME, 'user_id', NEW.id)::text);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER cache_invalidation_users
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    (NEW.credits, NEW.timezone, NEW.role, NEW.is_active, NEW.name)
    IS DISTINCT FROM (OLD.credits, OLD.timezone, OLD.role, OLD.is_active, OLD.name))
  EXECUTE FUNCTION trg_notify_user_change();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_insert
  AFTER INSERT ON agents REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_update
  AFTER UPDATE ON agents REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_delete
  AFTER DELETE ON agents REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_credit_transactions_insert
  AFTER INSERT ON credit_transactions REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- object: live/drop_dashboard_cache.sql sha256:a56e956f616170e6f21b26f70dd21651bb765d9de96dcaf5771f8306c0aee42e
-- What was computed from a tenant's figures and shared in dashboard_cache is dropped when they change.
CREATE OR REPLACE FUNCTION trg_drop_dashboard_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  DELETE FROM dashboard_cache WHERE user_id IN (SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

-- object: live/mark_kpi_stale.sql sha256:99dcfe766ac2b185aa7457397709a7deb8db19f65a92f4d0f0562b071c0cc6a8
-- A change of what the KPI view shows marks it stale. A sequence moves without a lock, so no writer waits for another; the view
-- itself is refreshed by a job, never in a writer's transaction.
CREATE OR REPLACE FUNCTION trg_mark_kpi_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM nextval('kpi_staleness_seq');
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_insert
  AFTER INSERT ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_update
  AFTER UPDATE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_insert
  AFTER INSERT ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_update
  AFTER UPDATE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_insert
  AFTER INSERT ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_update
  AFTER UPDATE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_insert
  AFTER INSERT ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_update
  AFTER UPDATE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_delete
  AFTER DELETE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_delete
  AFTER DELETE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_insert
  AFTER INSERT ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_update
  AFTER UPDATE ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_delete
  AFTER DELETE ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_insert
  AFTER INSERT ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_zone
  AFTER UPDATE OF timezone ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_delete
  AFTER DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

-- object: maintenance/list_previous_days.sql sha256:42a3309353afc60de7ef1860e35e59450dc293aa4776a4497b9a2240ec11dd4c
-- A day can be counted once it is over where its tenant lives: by each active tenant's own zone, every day that had not ended yet at
-- a moment and has now, yesterday in any case. Without a moment they are the past 30 days.
DROP FUNCTION IF EXISTS list_previous_days();
CREATE OR REPLACE FUNCTION list_previous_days(since timestamptz DEFAULT NULL) RETURNS TABLE (
  tenant uuid, first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT u.id, least((coalesce(since, now() - interval '30 days') AT TIME ZONE u.timezone)::date, here.today - 1), here.today - 1
  FROM users u CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE u.timezone)::date AS today) here
  WHERE u.is_active ORDER BY u.id
$$;
COMMENT ON FUNCTION list_previous_days(timestamptz) IS
  'Every active tenant with the days that have ended in its zone since a moment, and yesterday in any case';

-- object: maintenance/list_tenants.sql sha256:3e6612df4dfa2be33cc8eca4fbc9fb95f31386d9019e5f479ee1910bfe15b5e1
-- Scheduled work reads no table of a tenant: whom to work for, one after another, it is told here.
CREATE OR REPLACE FUNCTION list_tenants() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users ORDER BY id $$;
COMMENT ON FUNCTION list_tenants() IS 'Every tenant, active or not';

-- object: rollups/rebuild_agent_analytics.sql sha256:b2855b3bc7c5af6ce33820e4e91c0c7449b22ceb86083afcf1b148a8134c10db
-- Counts a tenant's agents' days anew from its calls, and says how many rows that changed. What follows from these days moves
-- with them by trigger.
CREATE OR REPLACE FUNCTION rebuild_agent_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT agent_id, user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT agent_id, user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM agent_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day AND hour IS NULL
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT agent_id, user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(intent_score_sum),
    sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY agent_id, user_id, date
  ORDER BY agent_id, user_id, date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last two are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls,
    t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count, t.budget_score_sum,
    t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.answered_calls, excluded.leads_generated,
    excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum, excluded.intent_score_count,
    excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum, excluded.budget_score_count,
    excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum, excluded.engagement_score_count,
    excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: rollups/rebuild_call_analytics_cache.sql sha256:8ec456c7986ccd0ef676001041400d2579db9005e594719e2798389e0c878bfc
-- Counts the cached days, weeks and months that a range of days touches anew from a tenant's calls, each as a whole, and says how
-- many rows that changed.
CREATE OR REPLACE FUNCTION rebuild_call_analytics_cache(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT user_id, p.date_period, p.period_type,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_seconds AS total_call_duration, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks AS pricing_clicks, cta_demo_clicks AS demo_requests,
      cta_followup_clicks AS followup_requests, cta_sample_clicks AS sample_requests, cta_human_escalations AS
      human_escalations
    FROM call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)
    WHERE user_id = tenant
      AND date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day
    UNION ALL
    SELECT user_id, date_period, period_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_analytics_cache
    WHERE user_id = tenant AND date_period BETWEEN period_first_day(period_type, first_day) AND last_day
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_call_duration, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads,
    cold_leads, pricing_clicks, demo_requests, followup_requests, sample_requests, human_escalations
  )
  SELECT user_id, date_period, period_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_call_duration), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(pricing_clicks),
    sum(demo_requests), sum(followup_requests), sum(sample_requests), sum(human_escalations)
  FROM image
  GROUP BY user_id, date_period, period_type
  ORDER BY user_id, date_period, period_type
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_call_duration = excluded.total_call_duration,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    pricing_clicks = excluded.pricing_clicks,
    demo_requests = excluded.demo_requests,
    followup_requests = excluded.followup_requests,
    sample_requests = excluded.sample_requests,
    human_escalations = excluded.human_escalations
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_call_duration, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.pricing_clicks, t.demo_requests, t.followup_requests,
    t.sample_requests, t.human_escalations)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_call_duration,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads,
    excluded.hot_leads, excluded.warm_leads, excluded.cold_leads, excluded.pricing_clicks, excluded.demo_requests,
    excluded.followup_requests, excluded.sample_requests, excluded.human_escalations);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'call_analytics_cache');
  END IF;
  RETURN changed;
END $$;

-- object: rollups/rebuild_user_daily_analytics.sql sha256:e2f49abf0f114b26cca5101420d4ade2a8890b37bce9bedb67fda42f0f453cf9
-- Counts a tenant's daily figures anew from its calls, its agents' days first, and says how many rows that changed.
CREATE OR REPLACE FUNCTION rebuild_user_daily_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);
  WITH image AS (
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_daily_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_daily_analytics AS t (
    user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(intent_score_sum),
    sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY user_id, date
  ORDER BY user_id, date
  ON CONFLICT (user_id, date) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last two are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls,
    t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count, t.budget_score_sum,
    t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.answered_calls, excluded.leads_generated,
    excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum, excluded.intent_score_count,
    excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum, excluded.budget_score_count,
    excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum, excluded.engagement_score_count,
    excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_daily_analytics');
  END IF;
  RETURN changed;
END $$;

-- object: targets/rebuild_agent_targets.sql sha256:79874257dfcfcdd72481d53deefa7f2dc94e7a5de2d4154d34b34051e2e5a6fa
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

-- object: targets/refresh_stale_trends.sql sha256:a1826e7b745549aaf68ddea5fcbefc596086886c96d4ec4f7c54b04080d0482b
-- The trends of every day that waits in stale_trends are made anew, days that follow each other together.
CREATE OR REPLACE FUNCTION refresh_stale_trends(tenant uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  days record;
  made integer := 0;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  FOR days IN
    SELECT min(day) AS first, max(day) AS last
    FROM (SELECT day, day - (row_number() OVER (ORDER BY day))::integer AS island FROM stale_trends WHERE tenant_id = tenant) numbered
    GROUP BY island ORDER BY 1
  LOOP
    made := made + refresh_agent_performance_trends(tenant, days.first, days.last);
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION refresh_stale_trends(uuid) IS
  'Makes the trends of a tenant''s days that wait in stale_trends anew; returns how many trends that were';

CREATE OR REPLACE FUNCTION list_tenants_with_stale_trends() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT DISTINCT tenant_id FROM stale_trends ORDER BY 1 $$;
COMMENT ON FUNCTION list_tenants_with_stale_trends() IS 'Tenants of whose days some wait for their trends to be made anew';

-- object: security/2_grants.sql sha256:cd237b7f063af7035f54b99083974a5090a95b1388207e84f5a868ac2b8893e9
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name.
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
-- depends on: targets/refresh_stale_trends.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness() TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, created_at, updated_at)
  ON users TO app_tenant;
GRANT UPDATE (name, timezone) ON users TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics, user_daily_analytics, call_analytics_cache, dashboard_cache, agent_performance_trends,
  agent_targets, follow_ups, customers TO app_tenant;
GRANT SELECT (id, name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, is_active, created_at, updated_at)
  ON phone_numbers TO app_tenant;
GRANT UPDATE (recording_url, recording_storage_key) ON calls TO app_tenant;
GRANT UPDATE (is_read) ON lead_analytics TO app_tenant;
-- What people write themselves; what the database fills (references, conversion marks, achievement) is out of their hands.
GRANT DELETE ON contacts, follow_ups, customers, agent_targets TO app_tenant;
GRANT INSERT (id, user_id, name, phone_number, email, company, notes, auto_creation_source),
  UPDATE (name, phone_number, email, company, notes) ON contacts TO app_tenant;
GRANT INSERT, UPDATE (lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at, completed_by)
  ON follow_ups TO app_tenant;
GRANT INSERT, UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
GRANT INSERT, UPDATE, DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT ON credit_transactions TO app_ingest;
GRANT SELECT ON agents, system_config TO app_ingest;
GRANT SELECT (id, timezone, is_active, updated_at), UPDATE (updated_at) ON users TO app_ingest;

-- Sign-in: accounts by address, and their sessions.
GRANT SELECT ON users, system_config TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), list_previous_days(timestamptz), list_tenants(), list_days_to_repair(uuid),
  list_tenants_with_stale_trends(), refresh_stale_trends(uuid), uuid_v7() TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;

-- Administrators: settings, and what says whether the database is in order.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid) TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: targets/mark_trends_stale.sql sha256:b0e6acb54ce9df059ee0ed83ea29f2d10a40c2793ef13f8a30b173568b18478f
-- A change of an agent's day makes its periods' trends and those that follow stale: the day waits in stale_trends until an hourly task
-- has made them anew. It is written while the rollups are held, so the task takes the day either with the change or not at all.
CREATE OR REPLACE FUNCTION trg_mark_trends_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  INSERT INTO stale_trends (tenant_id, day)
  SELECT user_id, date FROM agent_days_new UNION SELECT user_id, date FROM agent_days_old
  ON CONFLICT DO NOTHING;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_trends_stale() IS 'A day whose agents'' figures changed waits for its trends to be made anew';

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

-- object: zz_comments/functions.sql sha256:e391cf4cfe10da3a827e693d14dffb12d5088b9a5faa17cb0dbf503d3863376c
-- What each function keeps true, where its own file does not say so.
COMMENT ON FUNCTION uuid_v7() IS 'A new key that sorts by the moment it was made';
COMMENT ON FUNCTION is_time_zone(text) IS 'Whether the database knows a time zone of this name';
COMMENT ON FUNCTION trg_calls_set_call_date() IS 'A call belongs to the day on which it started in its tenant''s zone; nobody else sets that day';
COMMENT ON FUNCTION log_trigger_error(text,text,text,text,text) IS 'Writes a trigger''s failure down so that the business row commits; raises what a retry would heal';
COMMENT ON FUNCTION setting_integer(text) IS 'A whole-number setting; a missing one is an error, never a silent zero';
COMMENT ON FUNCTION update_updated_at_column() IS 'A changed row says when it was changed';
COMMENT ON FUNCTION trg_user_sessions_last_used() IS 'A changed session says when it was changed and last used';
COMMENT ON FUNCTION trg_credit_transactions_enter() IS 'Numbers a tenant''s ledger entries and fills each running balance';
COMMENT ON FUNCTION trg_users_grant_bonus() IS 'A new user''s free credits are a ledger entry';
COMMENT ON FUNCTION trg_users_guard_credits() IS 'users.credits only ever equals the ledger''s newest balance; a new user starts at zero';
COMMENT ON FUNCTION trg_credit_transactions_move_credits() IS 'users.credits is the newest balance of the ledger, moved once a statement';
COMMENT ON FUNCTION trg_credit_transactions_refuse_change() IS 'The ledger is append-only; an entry only loses the link to a deleted call';
COMMENT ON FUNCTION trg_notify_cache_invalidation() IS 'Every instance and open dashboard hears which tenant''s data changed';
COMMENT ON FUNCTION trg_notify_user_change() IS 'Every instance and open dashboard hears that what counts of a user changed';
COMMENT ON FUNCTION wake_ingestion() IS 'Tells the job processes that events wait in the inbox';
COMMENT ON FUNCTION trg_calls_daily_analytics() IS 'An agent''s day counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_analytics() IS 'An agent''s day counts its leads and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_daily_analytics() IS 'An agent''s day counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'An agent''s day adds up the scores of its leads, by new minus old';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_set_call_started_at() IS 'A lead or an outcome takes the beginning of its call from the call';
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';
COMMENT ON FUNCTION trg_customers_mark_contacts() IS 'A contact is marked as a customer exactly while a customer points at it';
COMMENT ON FUNCTION trg_admin_audit_log_refuse_change() IS 'The audit log is append-only';
COMMENT ON FUNCTION hold_rollups(uuid[]) IS 'Holds the rollups of these tenants until the transaction ends, so that writers cannot wait in a circle';
COMMENT ON FUNCTION hold_rollups_to_rebuild(uuid) IS 'Holds a tenant''s rollups to rebuild them, in a READ COMMITTED transaction only';
COMMENT ON FUNCTION period_first_day(text,date) IS 'First day of the day, week (from Monday), month or quarter that a date lies in';
COMMENT ON FUNCTION period_last_day(text,date) IS 'Last day of the day, week (from Monday), month or quarter that a date lies in';
COMMENT ON FUNCTION change_percentage(numeric,numeric) IS 'Percentage by which a figure changed; unknown when it was zero or unknown before';
COMMENT ON FUNCTION trg_drop_dashboard_cache() IS 'What was shared in dashboard_cache is dropped when the tenant''s figures change';
COMMENT ON FUNCTION trg_mark_kpi_stale() IS 'user_kpi_summary is stale once something it is made of changed';
COMMENT ON FUNCTION trg_calls_analytics_cache() IS 'A tenant''s day, week and month count its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_analytics_cache() IS 'A tenant''s day, week and month count its leads and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_analytics_cache() IS 'A tenant''s day, week and month count its answered calls, by new minus old';
COMMENT ON FUNCTION trg_calls_hourly_analytics() IS 'A tenant''s hour counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_hourly_analytics() IS 'A tenant''s hour counts its leads, their scores and calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_hourly_analytics() IS 'A tenant''s hour counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_agents_targets() IS 'The achievement of targets moves with the agents'' days, by new minus old';
COMMENT ON FUNCTION trg_agent_targets_fill() IS 'A new or moved target starts with what its period has brought already';
COMMENT ON FUNCTION rebuild_user_analytics(uuid,date,date) IS 'Counts a tenant''s days and hours anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_analytics(uuid,date,date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid,date,date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_user_daily_analytics(uuid,date,date) IS 'Counts a tenant''s daily figures anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_targets(uuid,date,date) IS 'Counts anew what the targets of these days have reached; returns how many rows that changed';
COMMENT ON FUNCTION refresh_agent_performance_trends(uuid,date,date) IS 'Makes the trends of the periods that these days touch, and of those that follow, anew from agents'' days; returns how many there are';
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';
COMMENT ON FUNCTION batch_calculate_call_analytics(date) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/z_derived.sql sha256:c2edefc3268a630d305724cdce60d37fe9b4ba489ecae09ea479fe4bfe180f56
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A trigger, key or policy that is made anew needs this file
-- applied again.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    WITH keys AS (
      SELECT o.*, c.relname, (
        SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(o.conkey) WITH ORDINALITY k (attnum, position)
          JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.connamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND o.contype IN ('p', 'u', 'f', 'c')
    ), meanings AS (
      SELECT relname, conname, CASE
        WHEN contype = 'p' THEN format('A row is identified by %s', columns)
        WHEN contype = 'u' THEN format('No two rows share %s', columns)
        WHEN contype = 'f' THEN format('%s is that of a row of %s%s', columns, (SELECT relname FROM pg_class WHERE oid = confrelid), CASE confdeltype
          WHEN 'c' THEN ', and the row goes with it' WHEN 'n' THEN ', and is emptied when that row goes'
          ELSE ', which stays as long as it is named' END)
        WHEN conname LIKE '%\_is\_known' THEN format('%s is one of: %s', columns, (
          SELECT string_agg(quoted[1], ', ') FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') quoted))
        WHEN conname LIKE '%\_is\_e164' THEN format('%s is in E.164: a plus sign and 7 to 15 digits', columns)
        WHEN conname LIKE '%\_score\_is\_percent' THEN format('%s is 0 to 100', columns)
        END AS meaning FROM keys
    )
    SELECT format('COMMENT ON CONSTRAINT %I ON public.%I IS %L', conname, relname, meaning) FROM meanings WHERE meaning IS NOT NULL
    UNION ALL
    SELECT format('COMMENT ON INDEX public.%I IS %L', conname, format('Keeps the constraint %s of %s', conname, relname))
    FROM keys WHERE contype IN ('p', 'u')
    UNION ALL
    SELECT format('COMMENT ON TRIGGER %I ON public.%I IS %L', t.tgname, c.relname, format('%s %s: %s',
      CASE WHEN t.tgtype & 2 = 2 THEN 'Before' ELSE 'After' END,
      concat_ws(' or ', CASE WHEN t.tgtype & 4 = 4 THEN 'insert' END, CASE WHEN t.tgtype & 16 = 16 THEN 'update' END,
        CASE WHEN t.tgtype & 8 = 8 THEN 'delete' END, CASE WHEN t.tgtype & 32 = 32 THEN 'truncate' END),
      lower(left(d.description, 1)) || substr(d.description, 2)))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_description d ON d.objoid = t.tgfoid AND d.classoid = 'pg_proc'::regclass
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname <> 'cache_invalidation_system_config'
    UNION ALL
    SELECT format('COMMENT ON POLICY %I ON public.%I IS %L', p.polname, c.relname, CASE p.polname
      WHEN 'tenant_sees_own' THEN 'app_tenant sees and writes the rows of the tenant named in app.user_id'
      WHEN 'ingest_sees_all' THEN 'app_ingest works for every tenant; its grants say on what'
      WHEN 'auth_sees_all' THEN 'app_auth signs in every user; its grants say on what'
      WHEN 'owner_sees_all' THEN 'The owner, on whose behalf triggers run, passes forced security' END)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('COMMENT ON VIEW absent.%I IS %L', c.relname, format('Empty stand-in for the %s rows of a statement that has none',
      CASE WHEN c.relname LIKE '%\_old' THEN 'old' ELSE 'new' END))
    FROM pg_class c WHERE c.relnamespace = 'absent'::regnamespace AND c.relkind = 'v'
    UNION ALL
    SELECT format('COMMENT ON COLUMN absent.%I.%I IS %L', c.relname, a.attname, col_description(source.attrelid, source.attnum))
    FROM (VALUES ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'),
        ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, name)
      JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = ('public.' || pair.name)::regclass AND source.attname = a.attname
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
