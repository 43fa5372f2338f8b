-- Lists of calls are read in the order of their beginning, narrowed by one property: each such list has an index in that order,
-- so that a page costs the same whether the property is common, rare or on no call at all.
CREATE INDEX calls_completed_idx ON calls (user_id, started_at DESC, id DESC) WHERE status = 'completed';
CREATE INDEX calls_user_id_status_started_at_idx ON calls (user_id, status, started_at DESC, id DESC) WHERE status <> 'completed';
CREATE INDEX calls_call_source_user_id_idx ON calls (call_source, user_id, started_at DESC, id DESC);
CREATE INDEX calls_user_id_lead_type_started_at_idx ON calls (user_id, lead_type, started_at DESC, id DESC);
CREATE INDEX calls_caller_email_idx ON calls (user_id, caller_email, started_at DESC, id DESC) WHERE caller_email IS NOT NULL;

CREATE INDEX agent_call_outcomes_user_id_outcome_idx ON agent_call_outcomes (user_id, outcome, call_started_at DESC, call_id DESC);

CREATE INDEX lead_analytics_user_id_call_started_at_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC);
CREATE INDEX lead_analytics_lead_status_tag_idx ON lead_analytics (user_id, lead_status_tag, call_started_at DESC, call_id DESC);
CREATE INDEX lead_analytics_qualified_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE is_qualified;
CREATE INDEX lead_analytics_cta_pricing_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_pricing_clicked;
CREATE INDEX lead_analytics_cta_demo_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_demo_clicked;
CREATE INDEX lead_analytics_cta_followup_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_followup_clicked;
CREATE INDEX lead_analytics_cta_sample_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_sample_clicked;
CREATE INDEX lead_analytics_cta_human_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_escalated_to_human;

-- `hour` is empty on every day row; the index still finds an agent's days without its tenant.
CREATE INDEX agent_analytics_agent_id_date_hour_idx ON agent_analytics (agent_id, date, hour);

-- Keys that no foreign key points at.
ALTER TABLE lead_analytics DROP CONSTRAINT lead_analytics_id_user_id_key;
ALTER TABLE follow_ups DROP CONSTRAINT follow_ups_id_user_id_key;
ALTER TABLE customers DROP CONSTRAINT customers_id_user_id_key;
ALTER TABLE agent_targets DROP CONSTRAINT agent_targets_id_user_id_key;
ALTER TABLE phone_numbers DROP CONSTRAINT phone_numbers_id_assigned_to_user_id_key;
