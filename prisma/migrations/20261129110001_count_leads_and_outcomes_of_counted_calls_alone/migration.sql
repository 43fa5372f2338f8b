-- object: audit/reckon_figures.sql sha256:4333556c33650127406047a5d1e8b3859f9dd1d242be8e5732dd28fa8be9dd08
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
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
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

-- object: audit/segments.sql sha256:a7db6672a1d5e5c893ff6b578463bb70276adcf895a5d17700d1bf13df33d7cd
-- Every segment is what its calls, leads and outcomes add up to, reckoned from their starts and the tenant's zone; a row of zeros equals
-- a missing one.
CREATE OR REPLACE FUNCTION find_segment_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS (
    SELECT c.user_id, (c.started_at AT TIME ZONE u.timezone)::date AS date, c.agent_id, c.call_source, c.lead_type, c.status,
      c.status IN ('completed', 'failed') AS counted, c.duration_minutes, c.duration_seconds, c.credits_used, o.outcome,
      l.id AS lead_id, l.is_qualified, l.lead_status_tag, l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked,
      l.cta_sample_clicked, l.cta_escalated_to_human,
      l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human AS asked
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE tenant IS NULL OR c.user_id = tenant
  ), expected AS (
    SELECT raw.user_id, date, concat_ws(' ', date, agent_id, call_source, lead_type) AS row_id, jsonb_build_object(
      'total_calls', count(*) FILTER (WHERE counted),
      'successful_calls', count(*) FILTER (WHERE status = 'completed'),
      'failed_calls', count(*) FILTER (WHERE status = 'failed'),
      'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
      'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
      'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
      'completed_outcomes', count(*) FILTER (WHERE outcome = 'completed'),
      'no_answer_outcomes', count(*) FILTER (WHERE outcome = 'no_answer'),
      'busy_outcomes', count(*) FILTER (WHERE outcome = 'busy'),
      'failed_outcomes', count(*) FILTER (WHERE outcome = 'failed'),
      'voicemail_outcomes', count(*) FILTER (WHERE outcome = 'voicemail'),
      'disconnected_outcomes', count(*) FILTER (WHERE outcome = 'disconnected'),
      'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
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
      'cta_calls', count(*) FILTER (WHERE asked),
      'qualified_cta_calls', count(*) FILTER (WHERE asked AND is_qualified)) AS figures
    FROM raw GROUP BY raw.user_id, date, agent_id, call_source, lead_type
  ), kept AS (
    SELECT s.user_id, s.date, concat_ws(' ', s.date, s.agent_id, s.call_source, s.lead_type) AS row_id,
      to_jsonb(s) - ARRAY['user_id', 'date', 'agent_id', 'call_source', 'lead_type'] AS figures
    FROM call_segment_analytics s WHERE tenant IS NULL OR s.user_id = tenant
  )
  SELECT 'segment_is_not_its_calls', user_id, 'call_segment_analytics', row_id, string_agg(
      format('%s is %s, should be %s', name, coalesce(k.figures ->> name, '0'), coalesce(e.figures ->> name, '0')), '; ' ORDER BY name), date
  FROM kept k FULL JOIN expected e USING (user_id, date, row_id)
  CROSS JOIN LATERAL jsonb_object_keys(coalesce(e.figures, k.figures)) name
  WHERE coalesce(k.figures ->> name, '0') <> coalesce(e.figures ->> name, '0')
  GROUP BY user_id, row_id, date
$$;
COMMENT ON FUNCTION find_segment_differences(uuid) IS
  'Segments that are not what their calls, leads and outcomes add up to, with the day to rebuild; of one tenant, or of all';

-- object: audit/targets.sql sha256:1716a970e12efa3b644a5a8aa10f10f21ea0e0aea517d4d7a6ea0c8a41d3f87c
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
    FROM calls c JOIN users u ON u.id = c.user_id LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
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

-- object: audit/trends.sql sha256:f239a5b611b2a8c5204f250d8e89563424f6fb57bbe5ea0d991513b4143c4468
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
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
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

-- object: core/call_facts.sql sha256:99887fc494eeec24e8219f981725e8ac6f56bfdf35575e7efff98c78b8d15684
-- A lead or an outcome takes from its call what the writer leaves out of what it repeats of it: agent, day, beginning, person, source,
-- direction, and whether the call is counted. The foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_take_call_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  call calls;
BEGIN
  SELECT * INTO call FROM calls WHERE id = NEW.call_id;
  -- A call that is not there is the foreign key's to refuse.
  NEW.agent_id := coalesce(NEW.agent_id, call.agent_id, NEW.call_id);
  NEW.call_date := coalesce(NEW.call_date, call.call_date, '-infinity');
  NEW.call_started_at := coalesce(NEW.call_started_at, call.started_at, '-infinity');
  NEW.person_key := coalesce(NEW.person_key, call.person_key, '');
  NEW.call_source := coalesce(NEW.call_source, call.call_source, '');
  NEW.lead_type := coalesce(NEW.lead_type, call.lead_type, '');
  NEW.is_counted := coalesce(NEW.is_counted, call.is_counted, false);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_lead_analytics_take_call_facts
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_call_facts
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

-- object: core/lock_children.sql sha256:9900f5ab2201541fd79e10bb0919523ba6a69e414645e694a27597041297f595
-- A call that goes or moves, or changes what its lead and outcome repeat of it, takes them along: their rows are locked with the call's, before the first of their
-- triggers holds the rollups that a writer of the other is waiting for.
CREATE OR REPLACE FUNCTION trg_calls_lock_children() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM lead_analytics WHERE call_id = OLD.id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE call_id = OLD.id FOR UPDATE;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_delete
  BEFORE DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_lock_children();

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_update
  BEFORE UPDATE OF user_id, agent_id, call_date, started_at, call_source, lead_type, phone_number, caller_email, status ON calls
  FOR EACH ROW WHEN ((NEW.user_id, NEW.agent_id, NEW.call_date, NEW.started_at, NEW.call_source, NEW.lead_type, NEW.phone_number, NEW.caller_email)
    IS DISTINCT FROM (OLD.user_id, OLD.agent_id, OLD.call_date, OLD.started_at, OLD.call_source, OLD.lead_type, OLD.phone_number, OLD.caller_email)
    -- is_counted is generated, and has no value yet in what is about to be written.
    OR (NEW.status IN ('completed', 'failed')) <> (OLD.status IN ('completed', 'failed')))
  EXECUTE FUNCTION trg_calls_lock_children();

-- object: rollups/agent_analytics_from_leads.sql sha256:65d87c9667d970007a5e06f980973f43a57b6332afcb1ac8ac011e48ff477ee7
-- An agent's day counts the leads of its counted calls, their temperature and their calls to action, by new minus old. A lead carries by
-- foreign key its call's agent and day and whether it is counted, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls
  )
  SELECT agent_id, user_id, call_date,
    sum(sign),
    sum(sign * (is_qualified)::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * (cta_pricing_clicked)::integer),
    sum(sign * (cta_demo_clicked)::integer),
    sum(sign * (cta_followup_clicked)::integer),
    sum(sign * (cta_sample_clicked)::integer),
    sum(sign * (cta_escalated_to_human)::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_cta
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_handle_lead_analytics_cta_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

-- object: rollups/agent_analytics_from_outcomes.sql sha256:874c08dd6bc6b8eaf49747406a31acce65233f04f76c27983f4b4ea2c8171f69
-- An agent's day counts its answered calls: the counted ones whose outcome is completed or disconnected.
CREATE OR REPLACE FUNCTION trg_outcomes_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    answered_calls
  )
  SELECT agent_id, user_id, call_date,
    sum(sign * (outcome IN ('completed', 'disconnected'))::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

-- object: rollups/agent_scores_from_leads.sql sha256:cc69f3c64fcc22f63850c6f1dded80aaff3320de98026485d3c7fd89d0ffc61e
-- An agent's day keeps each score of its counted calls as sum and count, so that its average stays exact whatever is corrected.
CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
    budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count
  )
  SELECT agent_id, user_id, call_date,
    sum(sign * coalesce(intent_score, 0)),
    sum(sign * (intent_score IS NOT NULL)::integer),
    sum(sign * coalesce(urgency_score, 0)),
    sum(sign * (urgency_score IS NOT NULL)::integer),
    sum(sign * coalesce(budget_score, 0)),
    sum(sign * (budget_score IS NOT NULL)::integer),
    sum(sign * coalesce(fit_score, 0)),
    sum(sign * (fit_score IS NOT NULL)::integer),
    sum(sign * coalesce(engagement_score, 0)),
    sum(sign * (engagement_score IS NOT NULL)::integer),
    sum(sign * coalesce(total_score, 0)),
    sum(sign * (total_score IS NOT NULL)::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
    intent_score_count = t.intent_score_count + excluded.intent_score_count,
    urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
    urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
    budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
    budget_score_count = t.budget_score_count + excluded.budget_score_count,
    fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
    fit_score_count = t.fit_score_count + excluded.fit_score_count,
    engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
    engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
    total_score_sum = t.total_score_sum + excluded.total_score_sum,
    total_score_count = t.total_score_count + excluded.total_score_count;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_analytics
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

-- object: rollups/analytics_cache_from_leads.sql sha256:93d6d40a0061f61959a1f424bb688f1b9fb14efe812827fc5d88eb5a9635e022
-- A tenant's cached day, week (from Monday) and month count the leads of its counted calls and their calls to action, by new minus old.
CREATE OR REPLACE FUNCTION trg_leads_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks, demo_requests,
    followup_requests, sample_requests, human_escalations
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    pricing_clicks = t.pricing_clicks + excluded.pricing_clicks,
    demo_requests = t.demo_requests + excluded.demo_requests,
    followup_requests = t.followup_requests + excluded.followup_requests,
    sample_requests = t.sample_requests + excluded.sample_requests,
    human_escalations = t.human_escalations + excluded.human_escalations;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

-- object: rollups/analytics_cache_from_outcomes.sql sha256:ef6f938960d6c26f81c2d69f30b54025a94ba39952aba9f153a3bd5ac0aa876a
-- A tenant's cached day, week (from Monday) and month count its answered calls, by new minus old.
CREATE OR REPLACE FUNCTION trg_outcomes_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT user_id, call_date, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    answered_calls
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

-- object: rollups/call_contributions.sql sha256:1671948134ab352bd2ebe1d2e7d2d57fc78a42711de5c878f312c3baae0a397b
-- What each counted call adds to every rollup, with its lead and outcome: the definition by which rollups are rebuilt. What is
-- divided by calls comes from the calls that are counted, so that no rate exceeds the whole.
CREATE OR REPLACE VIEW call_contributions WITH (security_barrier) AS
SELECT c.user_id, c.agent_id, c.call_date AS date, extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS hour,
  1 AS total_calls,
  (c.status = 'completed')::integer AS successful_calls,
  (c.status = 'failed')::integer AS failed_calls,
  (c.lead_type = 'inbound')::integer AS inbound_calls,
  (c.lead_type = 'outbound')::integer AS outbound_calls,
  (c.call_source = 'phone')::integer AS phone_calls,
  (c.call_source = 'internet')::integer AS internet_calls,
  c.duration_minutes AS total_duration_minutes,
  c.duration_seconds AS total_duration_seconds,
  c.credits_used AS credits_used,
  coalesce(o.outcome IN ('completed', 'disconnected'), false)::integer AS answered_calls,
  (l.id IS NOT NULL)::integer AS leads_generated,
  coalesce(l.is_qualified, false)::integer AS qualified_leads,
  coalesce(l.lead_status_tag = 'hot', false)::integer AS hot_leads,
  coalesce(l.lead_status_tag = 'warm', false)::integer AS warm_leads,
  coalesce(l.lead_status_tag = 'cold', false)::integer AS cold_leads,
  coalesce(l.cta_pricing_clicked, false)::integer AS cta_pricing_clicks,
  coalesce(l.cta_demo_clicked, false)::integer AS cta_demo_clicks,
  coalesce(l.cta_followup_clicked, false)::integer AS cta_followup_clicks,
  coalesce(l.cta_sample_clicked, false)::integer AS cta_sample_clicks,
  coalesce(l.cta_escalated_to_human, false)::integer AS cta_human_escalations,
  coalesce(l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human, false)::integer AS cta_calls,
  coalesce(l.intent_score, 0) AS intent_score_sum,
  (l.intent_score IS NOT NULL)::integer AS intent_score_count,
  coalesce(l.urgency_score, 0) AS urgency_score_sum,
  (l.urgency_score IS NOT NULL)::integer AS urgency_score_count,
  coalesce(l.budget_score, 0) AS budget_score_sum,
  (l.budget_score IS NOT NULL)::integer AS budget_score_count,
  coalesce(l.fit_score, 0) AS fit_score_sum,
  (l.fit_score IS NOT NULL)::integer AS fit_score_count,
  coalesce(l.engagement_score, 0) AS engagement_score_sum,
  (l.engagement_score IS NOT NULL)::integer AS engagement_score_count,
  coalesce(l.total_score, 0) AS total_score_sum,
  (l.total_score IS NOT NULL)::integer AS total_score_count
FROM calls c
JOIN users u ON u.id = c.user_id
LEFT JOIN lead_analytics l ON l.call_id = c.id
LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
WHERE c.is_counted;

REVOKE ALL ON call_contributions FROM PUBLIC;

-- object: rollups/call_segments_from_leads.sql sha256:02de090b5e55da4909164e888f22e32ebc1129bf6a7d9ba204d45404f69e5265
-- A segment counts the leads of its counted calls and what these asked for, by new minus old. A lead carries its call's source and direction by foreign
-- key, as it carries agent and day, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_segment_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_segment_analytics AS t (
    user_id, date, agent_id, call_source, lead_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
  )
  SELECT user_id, call_date, agent_id, call_source, lead_type,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer),
    sum(sign * (is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human))::integer)
  FROM image
  GROUP BY user_id, call_date, agent_id, call_source, lead_type
  ORDER BY user_id, call_date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls,
    qualified_cta_calls = t.qualified_cta_calls + excluded.qualified_cta_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_segment_analytics();

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_segment_analytics();

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_segment_analytics();

-- object: rollups/call_segments_from_outcomes.sql sha256:cd3d0a95c529898855059be0ddf3859c46010ab81375c320f8ceca401d5a7bb7
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

-- object: rollups/rebuild_call_segment_analytics.sql sha256:b19f3a3bec7eaa67559712706efcb634d4792a2c98dfd7e069192106e3e119c6
-- Counts a tenant's segments anew from its calls, and says how many rows that changed. No other rollup follows from them.
CREATE OR REPLACE FUNCTION rebuild_call_segment_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT c.user_id, c.call_date AS date, c.agent_id, c.call_source, c.lead_type,
      1 AS total_calls,
      (c.status = 'completed')::integer AS successful_calls,
      (c.status = 'failed')::integer AS failed_calls,
      c.duration_minutes AS total_duration_minutes,
      c.duration_seconds AS total_duration_seconds,
      c.credits_used AS credits_used,
      coalesce(o.outcome = 'completed', false)::integer AS completed_outcomes,
      coalesce(o.outcome = 'no_answer', false)::integer AS no_answer_outcomes,
      coalesce(o.outcome = 'busy', false)::integer AS busy_outcomes,
      coalesce(o.outcome = 'failed', false)::integer AS failed_outcomes,
      coalesce(o.outcome = 'voicemail', false)::integer AS voicemail_outcomes,
      coalesce(o.outcome = 'disconnected', false)::integer AS disconnected_outcomes,
      (l.id IS NOT NULL)::integer AS leads_generated,
      coalesce(l.is_qualified, false)::integer AS qualified_leads,
      coalesce(l.lead_status_tag = 'hot', false)::integer AS hot_leads,
      coalesce(l.lead_status_tag = 'warm', false)::integer AS warm_leads,
      coalesce(l.lead_status_tag = 'cold', false)::integer AS cold_leads,
      coalesce(l.cta_pricing_clicked, false)::integer AS cta_pricing_clicks,
      coalesce(l.cta_demo_clicked, false)::integer AS cta_demo_clicks,
      coalesce(l.cta_followup_clicked, false)::integer AS cta_followup_clicks,
      coalesce(l.cta_sample_clicked, false)::integer AS cta_sample_clicks,
      coalesce(l.cta_escalated_to_human, false)::integer AS cta_human_escalations,
      asked::integer AS cta_calls,
      (asked AND l.is_qualified)::integer AS qualified_cta_calls
    FROM calls c
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    CROSS JOIN LATERAL (SELECT coalesce(
      l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human, false) AS asked) f
    WHERE c.user_id = tenant AND c.call_date BETWEEN first_day AND last_day AND c.is_counted
    UNION ALL
    SELECT user_id, date, agent_id, call_source, lead_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_segment_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO call_segment_analytics AS t (
    user_id, date, agent_id, call_source, lead_type,
    total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used,
    completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks,
    cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
  )
  SELECT user_id, date, agent_id, call_source, lead_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(total_duration_minutes),
    sum(total_duration_seconds), sum(credits_used), sum(completed_outcomes), sum(no_answer_outcomes),
    sum(busy_outcomes), sum(failed_outcomes), sum(voicemail_outcomes), sum(disconnected_outcomes),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads),
    sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks),
    sum(cta_human_escalations), sum(cta_calls), sum(qualified_cta_calls)
  FROM image
  GROUP BY user_id, date, agent_id, call_source, lead_type
  ORDER BY user_id, date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    credits_used = excluded.credits_used,
    completed_outcomes = excluded.completed_outcomes,
    no_answer_outcomes = excluded.no_answer_outcomes,
    busy_outcomes = excluded.busy_outcomes,
    failed_outcomes = excluded.failed_outcomes,
    voicemail_outcomes = excluded.voicemail_outcomes,
    disconnected_outcomes = excluded.disconnected_outcomes,
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
    qualified_cta_calls = excluded.qualified_cta_calls
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.total_duration_minutes, t.total_duration_seconds,
    t.credits_used, t.completed_outcomes, t.no_answer_outcomes, t.busy_outcomes, t.failed_outcomes,
    t.voicemail_outcomes, t.disconnected_outcomes, t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads,
    t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.qualified_cta_calls)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.completed_outcomes,
    excluded.no_answer_outcomes, excluded.busy_outcomes, excluded.failed_outcomes, excluded.voicemail_outcomes,
    excluded.disconnected_outcomes, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks,
    excluded.cta_followup_clicks, excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls,
    excluded.qualified_cta_calls);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_segment_analytics(uuid, date, date) IS
  'Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong';

-- object: rollups/user_hours_from_leads.sql sha256:a3ab25d4a0aedd278b6784e842e8bd7c7626ac75d7b98d19f01759cba8229aa7
-- A tenant's hour counts the leads of its counted calls, their scores and their calls to action, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_leads_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count
  )
  SELECT image.user_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer),
    sum(sign * coalesce(intent_score, 0)),
    sum(sign * (intent_score IS NOT NULL)::integer),
    sum(sign * coalesce(urgency_score, 0)),
    sum(sign * (urgency_score IS NOT NULL)::integer),
    sum(sign * coalesce(budget_score, 0)),
    sum(sign * (budget_score IS NOT NULL)::integer),
    sum(sign * coalesce(fit_score, 0)),
    sum(sign * (fit_score IS NOT NULL)::integer),
    sum(sign * coalesce(engagement_score, 0)),
    sum(sign * (engagement_score IS NOT NULL)::integer),
    sum(sign * coalesce(total_score, 0)),
    sum(sign * (total_score IS NOT NULL)::integer)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls,
    intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
    intent_score_count = t.intent_score_count + excluded.intent_score_count,
    urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
    urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
    budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
    budget_score_count = t.budget_score_count + excluded.budget_score_count,
    fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
    fit_score_count = t.fit_score_count + excluded.fit_score_count,
    engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
    engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
    total_score_sum = t.total_score_sum + excluded.total_score_sum,
    total_score_count = t.total_score_count + excluded.total_score_count;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

-- object: rollups/user_hours_from_outcomes.sql sha256:1f3ce9fd867c2f37ad64f2f079b5c0e592176115aa17f48a8a3a27b79293490c
-- A tenant's hour counts its answered calls, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_outcomes_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    answered_calls
  )
  SELECT image.user_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
    sum(sign)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

