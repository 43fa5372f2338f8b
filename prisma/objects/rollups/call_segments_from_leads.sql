-- A segment counts the leads of its counted calls and what these asked for, by new minus old. A lead carries its call's source and direction by foreign
-- key, as it carries agent and day, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_segment_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
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
