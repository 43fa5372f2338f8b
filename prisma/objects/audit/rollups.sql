-- Every day of agent_analytics and user_analytics is what its calls, leads and outcomes add up to, reckoned here anew from their
-- starts and the tenant's zone; a day of zeros equals a missing one.
CREATE OR REPLACE FUNCTION find_rollup_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS MATERIALIZED (
    SELECT c.agent_id, c.user_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      c.status IN ('completed', 'failed') AS counted, c.status, c.lead_type, c.call_source, c.duration_minutes,
      c.duration_seconds, c.credits_used, o.outcome, l.id AS lead_id, l.is_qualified, l.lead_status_tag,
      l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked, l.cta_sample_clicked, l.cta_escalated_to_human,
      l.intent_score, l.urgency_score, l.budget_score, l.fit_score, l.engagement_score, l.total_score
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    WHERE tenant IS NULL OR c.user_id = tenant
  ), reckoned AS MATERIALIZED (
    SELECT agent_id, raw.user_id, date, jsonb_build_object(
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
        'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score)) AS figures
    FROM raw
    GROUP BY GROUPING SETS ((agent_id, raw.user_id, date), (raw.user_id, date))
  ), nothing AS (
    -- The figures of no calls at all.
    SELECT jsonb_build_object(
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
        'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score)) AS figures
    FROM raw WHERE false
  ), kept AS (
    SELECT 'agent_analytics' AS table_name, a.agent_id, a.user_id, a.date, to_jsonb(a) AS figures
    FROM agent_analytics a WHERE a.hour IS NULL AND (tenant IS NULL OR a.user_id = tenant)
    UNION ALL
    SELECT 'user_analytics', NULL, d.user_id, d.date, to_jsonb(d)
    FROM user_analytics d WHERE d.hour IS NULL AND (tenant IS NULL OR d.user_id = tenant)
  ), pairs AS (
    SELECT coalesce(k.table_name, CASE WHEN r.agent_id IS NULL THEN 'user_analytics' ELSE 'agent_analytics' END) AS table_name,
      coalesce(k.agent_id, r.agent_id) AS agent_id, coalesce(k.user_id, r.user_id) AS user_id, coalesce(k.date, r.date) AS date,
      k.figures AS kept, coalesce(r.figures, nothing.figures) AS reckoned
    FROM kept k
    FULL JOIN reckoned r ON r.user_id = k.user_id AND r.date = k.date
      AND coalesce(r.agent_id, r.user_id) = coalesce(k.agent_id, k.user_id)
    CROSS JOIN nothing
  )
  SELECT 'rollup_is_not_its_calls', p.user_id, p.table_name, concat_ws(' ', p.agent_id, p.date),
    string_agg(format('%s is %s, should be %s', f.key, coalesce(p.kept ->> f.key, '0'), f.value), '; ' ORDER BY f.key)
  FROM pairs p CROSS JOIN LATERAL jsonb_each_text(p.reckoned) f
  WHERE coalesce((p.kept ->> f.key)::numeric, 0) <> f.value::numeric
  GROUP BY p.user_id, p.table_name, p.agent_id, p.date
$$;
COMMENT ON FUNCTION find_rollup_differences(uuid) IS
  'Days of agent_analytics and user_analytics that are not what their calls, leads and outcomes add up to; of one tenant, or of all';
