-- What moves the rollups is written down first, and moves each of them once. The rows are gone before their transaction ends.
CREATE UNLOGGED TABLE rollup_changes (
  transaction bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  place bigint GENERATED ALWAYS AS IDENTITY,
  is_collected boolean NOT NULL,
  user_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  date date NOT NULL,
  hour integer NOT NULL,
  call_source text NOT NULL,
  lead_type text NOT NULL,
  total_calls integer,
  successful_calls integer,
  failed_calls integer,
  inbound_calls integer,
  outbound_calls integer,
  phone_calls integer,
  internet_calls integer,
  total_duration_minutes integer,
  total_duration_seconds bigint,
  credits_used integer,
  answered_calls integer,
  completed_outcomes integer,
  no_answer_outcomes integer,
  busy_outcomes integer,
  failed_outcomes integer,
  voicemail_outcomes integer,
  disconnected_outcomes integer,
  leads_generated integer,
  qualified_leads integer,
  hot_leads integer,
  warm_leads integer,
  cold_leads integer,
  cta_pricing_clicks integer,
  cta_demo_clicks integer,
  cta_followup_clicks integer,
  cta_sample_clicks integer,
  cta_human_escalations integer,
  cta_calls integer,
  qualified_cta_calls integer,
  intent_score_sum bigint,
  intent_score_count integer,
  urgency_score_sum bigint,
  urgency_score_count integer,
  budget_score_sum bigint,
  budget_score_count integer,
  fit_score_sum bigint,
  fit_score_count integer,
  engagement_score_sum bigint,
  engagement_score_count integer,
  total_score_sum bigint,
  total_score_count integer,
  CONSTRAINT rollup_changes_pkey PRIMARY KEY (transaction, place)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 2000000000);

-- object: rollups/agent_analytics_from_calls.sql removed
-- object: rollups/agent_analytics_from_leads.sql removed
-- object: rollups/agent_analytics_from_outcomes.sql removed
-- object: rollups/agent_scores_from_leads.sql removed
-- object: rollups/analytics_cache_from_calls.sql removed
-- object: rollups/analytics_cache_from_leads.sql removed
DROP FUNCTION trg_leads_analytics_cache() CASCADE;
-- object: rollups/analytics_cache_from_outcomes.sql removed
DROP FUNCTION trg_outcomes_analytics_cache() CASCADE;
-- object: rollups/call_segments_from_calls.sql removed
DROP FUNCTION trg_calls_segment_analytics() CASCADE;
-- object: rollups/call_segments_from_leads.sql removed
DROP FUNCTION trg_leads_segment_analytics() CASCADE;
-- object: rollups/call_segments_from_outcomes.sql removed
DROP FUNCTION trg_outcomes_segment_analytics() CASCADE;
-- object: rollups/user_hours_from_calls.sql removed
DROP FUNCTION trg_calls_hourly_analytics() CASCADE;
-- object: rollups/user_hours_from_leads.sql removed
DROP FUNCTION trg_leads_hourly_analytics() CASCADE;
-- object: rollups/user_hours_from_outcomes.sql removed
DROP FUNCTION trg_outcomes_hourly_analytics() CASCADE;

-- It returns what was said as one text.
DROP FUNCTION call_search_sources(uuid[]);
