-- An agent's day keeps each score of its counted calls as sum and count, so that its average stays exact whatever is corrected.
CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score, is_counted FROM leads_new
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
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
