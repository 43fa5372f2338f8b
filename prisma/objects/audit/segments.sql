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
      'long_calls', count(*) FILTER (WHERE counted AND duration_seconds > 300),
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
