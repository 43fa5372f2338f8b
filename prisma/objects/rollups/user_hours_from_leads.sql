-- A tenant's hour counts the leads of its counted calls, their scores and their calls to action, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_leads_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score, is_counted FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
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
