-- A tenant's cached day, week (from Monday) and month count the leads of its counted calls and their calls to action, by new minus old.
CREATE OR REPLACE FUNCTION trg_leads_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
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
