-- A person's row in leads is what that person's leads add up to: whoever a statement touched is counted anew, under the lock of the
-- tenant's rollups, so that the last of several writers has seen what the others committed. Differences would not do: which call
-- is the first, the latest or the best cannot be told from one.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION trg_leads_by_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  touched record;
BEGIN
  -- Whoever marks leads as read changes nobody's sum, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
      lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name FROM leads_new
    EXCEPT ALL
    SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
      lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  FOR touched IN
    WITH gained AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
    ), lost AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
    )
    SELECT user_id, array_agg(person_key) AS keys
    FROM (SELECT user_id, person_key FROM gained UNION SELECT user_id, person_key FROM lost) persons
    GROUP BY user_id ORDER BY user_id
  LOOP
    PERFORM recompute_leads(touched.user_id, touched.keys);
    IF TG_OP <> 'INSERT' THEN
      PERFORM remove_leads_without_calls(touched.user_id, touched.keys);
    END IF;
  END LOOP;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_by_person() IS 'A person''s row in leads is what that person''s leads add up to';

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();
