-- A tenant's figures by day, agent, source and direction, so that filters of all three together are sums of a few thousand rows.
-- The first index is the key that writers meet at; the second finds the days of one agent.
CREATE TABLE call_segment_analytics (
  user_id uuid NOT NULL,
  date date NOT NULL,
  agent_id uuid NOT NULL,
  call_source varchar(16) NOT NULL,
  lead_type varchar(16) NOT NULL,
  total_calls integer NOT NULL DEFAULT 0,
  successful_calls integer NOT NULL DEFAULT 0,
  failed_calls integer NOT NULL DEFAULT 0,
  total_duration_minutes integer NOT NULL DEFAULT 0,
  total_duration_seconds bigint NOT NULL DEFAULT 0,
  credits_used integer NOT NULL DEFAULT 0,
  completed_outcomes integer NOT NULL DEFAULT 0,
  no_answer_outcomes integer NOT NULL DEFAULT 0,
  busy_outcomes integer NOT NULL DEFAULT 0,
  failed_outcomes integer NOT NULL DEFAULT 0,
  voicemail_outcomes integer NOT NULL DEFAULT 0,
  disconnected_outcomes integer NOT NULL DEFAULT 0,
  leads_generated integer NOT NULL DEFAULT 0,
  qualified_leads integer NOT NULL DEFAULT 0,
  hot_leads integer NOT NULL DEFAULT 0,
  warm_leads integer NOT NULL DEFAULT 0,
  cold_leads integer NOT NULL DEFAULT 0,
  cta_pricing_clicks integer NOT NULL DEFAULT 0,
  cta_demo_clicks integer NOT NULL DEFAULT 0,
  cta_followup_clicks integer NOT NULL DEFAULT 0,
  cta_sample_clicks integer NOT NULL DEFAULT 0,
  cta_human_escalations integer NOT NULL DEFAULT 0,
  cta_calls integer NOT NULL DEFAULT 0,
  qualified_cta_calls integer NOT NULL DEFAULT 0,
  answered_calls integer GENERATED ALWAYS AS (completed_outcomes + disconnected_outcomes) STORED,
  CONSTRAINT call_segment_analytics_pkey PRIMARY KEY (user_id, date, agent_id, call_source, lead_type),
  CONSTRAINT call_segment_analytics_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id)
    REFERENCES agents (id, user_id) ON DELETE CASCADE
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX call_segment_analytics_agent_id_date_idx ON call_segment_analytics (agent_id, date);
