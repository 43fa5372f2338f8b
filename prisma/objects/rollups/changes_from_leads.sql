-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- The leads of counted calls, their scores and what they asked for move the rollups by new minus old. A lead carries by foreign key
-- its call's agent, day, source and direction and whether it is counted, so nothing is looked up in a call that may be gone or moving.
-- depends on: rollups/apply_rollup_changes.sql
CREATE OR REPLACE FUNCTION trg_leads_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      sum(sign * 1) AS leads_generated,
      sum(sign * (is_qualified)::integer) AS qualified_leads,
      sum(sign * (lead_status_tag = 'hot')::integer) AS hot_leads,
      sum(sign * (lead_status_tag = 'warm')::integer) AS warm_leads,
      sum(sign * (lead_status_tag = 'cold')::integer) AS cold_leads,
      sum(sign * (cta_pricing_clicked)::integer) AS cta_pricing_clicks,
      sum(sign * (cta_demo_clicked)::integer) AS cta_demo_clicks,
      sum(sign * (cta_followup_clicked)::integer) AS cta_followup_clicks,
      sum(sign * (cta_sample_clicked)::integer) AS cta_sample_clicks,
      sum(sign * (cta_escalated_to_human)::integer) AS cta_human_escalations,
      sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer) AS cta_calls,
      sum(sign * (is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human))::integer) AS qualified_cta_calls,
      sum(sign * coalesce(intent_score, 0)) AS intent_score_sum,
      sum(sign * (intent_score IS NOT NULL)::integer) AS intent_score_count,
      sum(sign * coalesce(urgency_score, 0)) AS urgency_score_sum,
      sum(sign * (urgency_score IS NOT NULL)::integer) AS urgency_score_count,
      sum(sign * coalesce(budget_score, 0)) AS budget_score_sum,
      sum(sign * (budget_score IS NOT NULL)::integer) AS budget_score_count,
      sum(sign * coalesce(fit_score, 0)) AS fit_score_sum,
      sum(sign * (fit_score IS NOT NULL)::integer) AS fit_score_count,
      sum(sign * coalesce(engagement_score, 0)) AS engagement_score_sum,
      sum(sign * (engagement_score IS NOT NULL)::integer) AS engagement_score_count,
      sum(sign * coalesce(total_score, 0)) AS total_score_sum,
      sum(sign * (total_score IS NOT NULL)::integer) AS total_score_count
    FROM (
      SELECT 1 AS sign, user_id, agent_id, call_date, call_started_at, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
        cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score,
        budget_score, fit_score, engagement_score, total_score
      FROM leads_new WHERE is_counted
      UNION ALL
      SELECT -1, user_id, agent_id, call_date, call_started_at, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
        cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score,
        budget_score, fit_score, engagement_score, total_score
      FROM leads_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_daily_analytics() IS 'Writes down by how much a statement moves the rollups: new minus old';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_cta
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_handle_lead_analytics_cta_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'Moves the rollups by what was written down, unless the transaction collects it';

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_analytics
  AFTER INSERT ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_update
  AFTER UPDATE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_delete
  AFTER DELETE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();
