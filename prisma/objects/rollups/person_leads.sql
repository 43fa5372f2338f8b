-- What a person's leads add up to, one row a person: the definition by which the table leads is kept and rebuilt. The first and the
-- latest follow the beginning of the calls; of equally good ones the latest is the best.
CREATE OR REPLACE VIEW person_leads WITH (security_barrier) AS
SELECT p.user_id, p.person_key, p.call_count,
  first.call_id AS first_call_id, first.call_started_at AS first_call_at, first.call_source AS first_call_source,
  first.lead_type AS first_lead_type, first.total_score AS first_score, first.lead_status_tag AS first_tag,
  latest.call_id AS latest_call_id, latest.call_started_at AS latest_call_at, latest.call_date AS latest_call_date,
  latest.agent_id AS latest_agent_id, latest.total_score AS latest_score, latest.lead_status_tag AS latest_tag,
  latest.is_qualified AS latest_is_qualified,
  best.call_id AS best_call_id, best.total_score AS best_score, best.lead_status_tag AS best_tag, p.was_qualified,
  p.cta_pricing_calls, p.cta_demo_calls, p.cta_followup_calls, p.cta_sample_calls, p.cta_human_calls, p.cta_calls,
  p.demo_scheduled_at, p.name, coalesce(p.email, CASE WHEN p.person_key LIKE '%@%' THEN left(p.person_key, 320) END) AS email, p.company
FROM (
  SELECT user_id, person_key, count(*)::integer AS call_count, bool_or(is_qualified) AS was_qualified,
    array_agg(call_id ORDER BY call_started_at DESC, call_id DESC) AS call_ids,
    (array_agg(call_id ORDER BY total_score DESC NULLS LAST, call_started_at DESC, call_id DESC))[1] AS best_call_id,
    sum(cta_pricing_clicked::integer)::integer AS cta_pricing_calls,
    sum(cta_demo_clicked::integer)::integer AS cta_demo_calls,
    sum(cta_followup_clicked::integer)::integer AS cta_followup_calls,
    sum(cta_sample_clicked::integer)::integer AS cta_sample_calls,
    sum(cta_escalated_to_human::integer)::integer AS cta_human_calls,
    sum((cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked
      OR cta_escalated_to_human)::integer)::integer AS cta_calls,
    (array_agg(demo_scheduled_at ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE demo_scheduled_at IS NOT NULL))[1] AS demo_scheduled_at,
    (array_agg(extracted_name ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE extracted_name IS NOT NULL))[1] AS name,
    (array_agg(extracted_email ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE extracted_email IS NOT NULL))[1] AS email,
    (array_agg(company_name ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE company_name IS NOT NULL))[1] AS company
  FROM lead_analytics GROUP BY user_id, person_key
) p
JOIN lead_analytics latest ON latest.call_id = p.call_ids[1]
JOIN lead_analytics first ON first.call_id = p.call_ids[p.call_count]
JOIN lead_analytics best ON best.call_id = p.best_call_id;
COMMENT ON VIEW person_leads IS 'What the calls of each person that showed a lead add up to, as the table leads keeps it';

REVOKE ALL ON person_leads FROM PUBLIC;
