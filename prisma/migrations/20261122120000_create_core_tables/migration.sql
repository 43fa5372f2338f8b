-- The tables on the path from a provider's webhook to a tenant's figures.

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_tenant', 'app_ingest', 'app_auth'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- roles belong to the whole server: another database has made it
    END;
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
      NULL; -- already a member through whoever made the role
    END;
  END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_tenant, app_ingest, app_auth;

-- Ids start with their creation time in milliseconds (UUID version 7), so that indexes grow at one end.
CREATE FUNCTION uuid_v7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- A zone is one that the server can convert to. Declared immutable because a name's existence does not change at run time.
CREATE FUNCTION is_time_zone(name text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM timestamptz '2000-01-01 00:00:00+00' AT TIME ZONE name;
  -- Of what PostgreSQL understands only names are wanted, not its own offsets such as UTC+5 or <+05>-5.
  RETURN name ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$';
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN false;
END $$;

CREATE TABLE users (
  id uuid NOT NULL DEFAULT uuid_v7(),
  email varchar(320) NOT NULL,
  name varchar(255) NOT NULL,
  credits integer NOT NULL DEFAULT 15,
  role varchar(16) NOT NULL DEFAULT 'user',
  password_hash varchar(255),
  email_verified boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  auth_provider varchar(16) NOT NULL DEFAULT 'email',
  timezone varchar(64) NOT NULL DEFAULT 'UTC',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_email_is_lower_case CHECK (email = lower(email)),
  CONSTRAINT users_email_has_at CHECK (position('@' IN email) > 1),
  CONSTRAINT users_role_is_known CHECK (role IN ('user', 'admin', 'super_admin')),
  CONSTRAINT users_auth_provider_is_known CHECK (auth_provider IN ('email', 'google', 'linkedin', 'github')),
  CONSTRAINT users_timezone_exists CHECK (is_time_zone(timezone))
) WITH (fillfactor = 80);

CREATE TABLE system_config (
  config_key varchar(100) NOT NULL,
  config_value text NOT NULL,
  value_type varchar(16) NOT NULL,
  default_value text NOT NULL,
  min_value numeric,
  max_value numeric,
  is_encrypted boolean NOT NULL DEFAULT false,
  description text NOT NULL,
  updated_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT system_config_pkey PRIMARY KEY (config_key),
  CONSTRAINT system_config_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT system_config_value_type_is_known CHECK (value_type IN ('integer', 'number', 'boolean', 'string')),
  CONSTRAINT system_config_integer_is_integer CHECK (value_type <> 'integer' OR config_value ~ '^-?[0-9]{1,9}$'),
  CONSTRAINT system_config_value_is_in_bounds CHECK (
    CASE WHEN value_type IN ('integer', 'number')
      THEN config_value::numeric >= coalesce(min_value, config_value::numeric)
       AND config_value::numeric <= coalesce(max_value, config_value::numeric)
      ELSE true END)
);

INSERT INTO system_config (config_key, config_value, value_type, default_value, min_value, max_value, description) VALUES
  ('credits_per_minute', '1', 'integer', '1', 0, 1000, 'Credits charged for each started minute of a call'),
  ('new_user_bonus_credits', '15', 'integer', '15', 0, 100000, 'Free credits that a new user receives'),
  ('qualified_lead_score', '70', 'integer', '70', 0, 100, 'A lead is qualified from this total score'),
  ('hot_lead_score', '70', 'integer', '70', 0, 100, 'A lead is hot from this total score'),
  ('warm_lead_score', '40', 'integer', '40', 0, 100, 'A lead is warm from this total score'),
  ('lead_weight_intent', '30', 'integer', '30', 0, 100, 'Weight of the intent score in a total the provider does not give'),
  ('lead_weight_urgency', '20', 'integer', '20', 0, 100, 'Weight of the urgency score in a total the provider does not give'),
  ('lead_weight_budget', '15', 'integer', '15', 0, 100, 'Weight of the budget score in a total the provider does not give'),
  ('lead_weight_fit', '20', 'integer', '20', 0, 100, 'Weight of the fit score in a total the provider does not give'),
  ('lead_weight_engagement', '15', 'integer', '15', 0, 100, 'Weight of the engagement score in a total the provider does not give'),
  ('session_duration_hours', '168', 'integer', '168', 1, 8760, 'Hours that a sign-in lasts');

CREATE TABLE user_sessions (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  token_hash varchar(64) NOT NULL,
  refresh_token_hash varchar(64),
  expires_at timestamptz NOT NULL,
  refresh_expires_at timestamptz,
  ip_address inet,
  user_agent text,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT user_sessions_token_hash_key UNIQUE (token_hash),
  CONSTRAINT user_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX user_sessions_user_id_idx ON user_sessions (user_id);
CREATE INDEX user_sessions_active_idx ON user_sessions (expires_at) WHERE is_active;

CREATE TABLE agents (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  elevenlabs_agent_id varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  agent_type varchar(16) NOT NULL DEFAULT 'call',
  description text,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agents_pkey PRIMARY KEY (id),
  CONSTRAINT agents_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT agents_user_id_elevenlabs_agent_id_key UNIQUE (user_id, elevenlabs_agent_id),
  -- An event names only the provider's agent: with two owners it could not be booked to one tenant.
  CONSTRAINT agents_elevenlabs_agent_id_key UNIQUE (elevenlabs_agent_id),
  CONSTRAINT agents_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT agents_agent_type_is_known CHECK (agent_type IN ('call', 'chat'))
);

CREATE TABLE contacts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  name varchar(255),
  phone_number varchar(16),
  email varchar(320),
  company varchar(255),
  notes text,
  is_customer boolean NOT NULL DEFAULT false,
  auto_created_from_call_id uuid,
  is_auto_created boolean NOT NULL DEFAULT false,
  auto_creation_source varchar(16),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT contacts_pkey PRIMARY KEY (id),
  CONSTRAINT contacts_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT contacts_user_id_phone_number_key UNIQUE (user_id, phone_number),
  CONSTRAINT contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT contacts_phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT contacts_can_be_reached CHECK (phone_number IS NOT NULL OR email IS NOT NULL OR name IS NOT NULL),
  CONSTRAINT contacts_auto_creation_source_is_known CHECK (auto_creation_source IN ('webhook', 'manual'))
);

CREATE TABLE calls (
  id uuid NOT NULL DEFAULT uuid_v7(),
  agent_id uuid NOT NULL,
  user_id uuid NOT NULL,
  contact_id uuid,
  elevenlabs_conversation_id varchar(128) NOT NULL,
  phone_number varchar(16),
  call_source varchar(16) NOT NULL DEFAULT 'unknown',
  caller_name varchar(255),
  caller_email varchar(320),
  lead_type varchar(16) NOT NULL,
  duration_minutes integer NOT NULL DEFAULT 0,
  duration_seconds integer NOT NULL DEFAULT 0,
  credits_used integer NOT NULL DEFAULT 0,
  credits_per_minute integer NOT NULL DEFAULT 0,
  status varchar(16) NOT NULL,
  recording_url text,
  recording_storage_key text,
  has_audio boolean NOT NULL DEFAULT false,
  summary_title varchar(500),
  summary text,
  termination_reason text,
  metadata jsonb NOT NULL DEFAULT '{}',
  provider_version varchar(64) COLLATE "C" NOT NULL DEFAULT '',
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  call_date date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT calls_pkey PRIMARY KEY (id),
  CONSTRAINT calls_elevenlabs_conversation_id_key UNIQUE (elevenlabs_conversation_id),
  CONSTRAINT calls_id_user_id_key UNIQUE (id, user_id),
  -- Leads and outcomes carry their call's agent and day by this key: the database moves them when the call moves.
  CONSTRAINT calls_rollup_key UNIQUE (id, user_id, agent_id, call_date),
  CONSTRAINT calls_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT calls_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id),
  CONSTRAINT calls_contact_id_user_id_fkey FOREIGN KEY (contact_id, user_id) REFERENCES contacts (id, user_id)
    ON DELETE SET NULL (contact_id),
  CONSTRAINT calls_phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT calls_call_source_is_known CHECK (call_source IN ('phone', 'internet', 'unknown')),
  CONSTRAINT calls_lead_type_is_known CHECK (lead_type IN ('inbound', 'outbound')),
  CONSTRAINT calls_status_is_known CHECK (status IN ('in_progress', 'completed', 'failed', 'cancelled')),
  CONSTRAINT calls_duration_is_not_negative CHECK (duration_seconds >= 0),
  CONSTRAINT calls_duration_minutes_are_started_minutes
    CHECK (duration_minutes = duration_seconds / 60 + (duration_seconds % 60 > 0)::integer),
  CONSTRAINT calls_credits_used_is_not_negative CHECK (credits_used >= 0),
  CONSTRAINT calls_credits_per_minute_is_not_negative CHECK (credits_per_minute >= 0),
  CONSTRAINT calls_end_after_start CHECK (ended_at >= started_at)
) WITH (fillfactor = 90);
CREATE INDEX calls_user_id_started_at_idx ON calls (user_id, started_at DESC, id DESC);
CREATE INDEX calls_agent_id_started_at_idx ON calls (agent_id, started_at DESC, id DESC);
CREATE INDEX calls_contact_id_idx ON calls (contact_id) WHERE contact_id IS NOT NULL;

ALTER TABLE contacts
  -- Deferred: a contact and the call that made it are written in one transaction, the contact first.
  ADD CONSTRAINT contacts_auto_created_from_call_id_fkey FOREIGN KEY (auto_created_from_call_id, user_id)
    REFERENCES calls (id, user_id) ON DELETE SET NULL (auto_created_from_call_id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX contacts_auto_created_from_call_id_idx ON contacts (auto_created_from_call_id)
  WHERE auto_created_from_call_id IS NOT NULL;

CREATE TABLE transcripts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  content text NOT NULL,
  speaker_segments jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT transcripts_pkey PRIMARY KEY (id),
  CONSTRAINT transcripts_call_id_key UNIQUE (call_id),
  CONSTRAINT transcripts_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id) ON DELETE CASCADE,
  CONSTRAINT transcripts_speaker_segments_is_array CHECK (jsonb_typeof(speaker_segments) = 'array')
);

CREATE TABLE lead_analytics (
  id uuid NOT NULL DEFAULT uuid_v7(),
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  call_date date NOT NULL,
  intent_level varchar(32),
  intent_score integer,
  urgency_level varchar(32),
  urgency_score integer,
  budget_constraint varchar(32),
  budget_score integer,
  fit_alignment varchar(32),
  fit_score integer,
  engagement_health varchar(32),
  engagement_score integer,
  total_score integer,
  lead_status_tag varchar(16) NOT NULL,
  is_qualified boolean NOT NULL DEFAULT false,
  reasoning jsonb NOT NULL DEFAULT '{}',
  cta_interactions jsonb NOT NULL DEFAULT '{}',
  company_name varchar(255),
  extracted_name varchar(255),
  extracted_email varchar(320),
  cta_pricing_clicked boolean NOT NULL DEFAULT false,
  cta_demo_clicked boolean NOT NULL DEFAULT false,
  cta_followup_clicked boolean NOT NULL DEFAULT false,
  cta_sample_clicked boolean NOT NULL DEFAULT false,
  cta_escalated_to_human boolean NOT NULL DEFAULT false,
  demo_scheduled_at timestamptz,
  is_read boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lead_analytics_pkey PRIMARY KEY (id),
  CONSTRAINT lead_analytics_call_id_key UNIQUE (call_id),
  CONSTRAINT lead_analytics_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT lead_analytics_call_fkey FOREIGN KEY (call_id, user_id, agent_id, call_date)
    REFERENCES calls (id, user_id, agent_id, call_date) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT lead_analytics_intent_score_is_percent CHECK (intent_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_urgency_score_is_percent CHECK (urgency_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_budget_score_is_percent CHECK (budget_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_fit_score_is_percent CHECK (fit_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_engagement_score_is_percent CHECK (engagement_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_total_score_is_percent CHECK (total_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_tag_is_known CHECK (lead_status_tag IN ('hot', 'warm', 'cold'))
) WITH (fillfactor = 90);
CREATE INDEX lead_analytics_user_id_call_date_idx ON lead_analytics (user_id, call_date);

CREATE TABLE agent_call_outcomes (
  id uuid NOT NULL DEFAULT uuid_v7(),
  agent_id uuid NOT NULL,
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  call_date date NOT NULL,
  outcome varchar(16) NOT NULL,
  call_quality_score numeric(3, 1),
  customer_satisfaction numeric(3, 1),
  is_qualified_lead boolean NOT NULL DEFAULT false,
  lead_temperature varchar(16),
  sentiment_score numeric(4, 3),
  key_topics text[] NOT NULL DEFAULT '{}',
  objections_raised text[] NOT NULL DEFAULT '{}',
  next_steps text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agent_call_outcomes_pkey PRIMARY KEY (id),
  CONSTRAINT agent_call_outcomes_call_id_key UNIQUE (call_id),
  CONSTRAINT agent_call_outcomes_call_fkey FOREIGN KEY (call_id, user_id, agent_id, call_date)
    REFERENCES calls (id, user_id, agent_id, call_date) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT agent_call_outcomes_outcome_is_known
    CHECK (outcome IN ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected')),
  CONSTRAINT agent_call_outcomes_call_quality_score_is_1_to_10 CHECK (call_quality_score BETWEEN 1 AND 10),
  CONSTRAINT agent_call_outcomes_customer_satisfaction_is_1_to_10 CHECK (customer_satisfaction BETWEEN 1 AND 10),
  CONSTRAINT agent_call_outcomes_sentiment_score_is_in_range CHECK (sentiment_score BETWEEN -1 AND 1),
  CONSTRAINT agent_call_outcomes_lead_temperature_is_known
    CHECK (lead_temperature IN ('hot', 'warm', 'cold', 'not_interested'))
);

CREATE TABLE credit_transactions (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  entry_number bigint NOT NULL,
  type varchar(24) NOT NULL,
  amount integer NOT NULL,
  balance_after integer NOT NULL,
  description text NOT NULL,
  stripe_payment_id varchar(255),
  call_id uuid,
  conversation_id varchar(128),
  is_correction boolean NOT NULL DEFAULT false,
  quantity_seconds integer,
  quantity_minutes integer,
  unit_credits integer,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT credit_transactions_pkey PRIMARY KEY (id),
  CONSTRAINT credit_transactions_user_id_entry_number_key UNIQUE (user_id, entry_number),
  CONSTRAINT credit_transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT credit_transactions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id),
  CONSTRAINT credit_transactions_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id)
    ON DELETE SET NULL (call_id),
  CONSTRAINT credit_transactions_type_is_known
    CHECK (type IN ('purchase', 'usage', 'bonus', 'admin_adjustment', 'refund')),
  CONSTRAINT credit_transactions_amount_moves_credits CHECK (amount <> 0),
  CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type
    CHECK (CASE type WHEN 'usage' THEN amount < 0 WHEN 'purchase' THEN amount > 0 WHEN 'bonus' THEN amount > 0 ELSE true END),
  CONSTRAINT credit_transactions_charge_is_minutes_times_rate
    CHECK (type <> 'usage' OR is_correction OR conversation_id IS NULL OR amount = -quantity_minutes * unit_credits)
);
CREATE UNIQUE INDEX credit_transactions_one_charge_per_call ON credit_transactions (call_id)
  WHERE type = 'usage' AND NOT is_correction;
CREATE UNIQUE INDEX credit_transactions_one_charge_per_conversation ON credit_transactions (conversation_id)
  WHERE type = 'usage' AND NOT is_correction;
CREATE INDEX credit_transactions_conversation_id_idx ON credit_transactions (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX credit_transactions_call_id_idx ON credit_transactions (call_id) WHERE call_id IS NOT NULL;

-- A row per tenant and day (hour NULL). The counters only move by differences; averages are sums and counts.
CREATE TABLE user_analytics (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  date date NOT NULL,
  hour integer,
  total_calls integer NOT NULL DEFAULT 0,
  successful_calls integer NOT NULL DEFAULT 0,
  failed_calls integer NOT NULL DEFAULT 0,
  answered_calls integer NOT NULL DEFAULT 0,
  inbound_calls integer NOT NULL DEFAULT 0,
  outbound_calls integer NOT NULL DEFAULT 0,
  phone_calls integer NOT NULL DEFAULT 0,
  internet_calls integer NOT NULL DEFAULT 0,
  total_duration_minutes integer NOT NULL DEFAULT 0,
  total_duration_seconds bigint NOT NULL DEFAULT 0,
  credits_used integer NOT NULL DEFAULT 0,
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
  total_cta_interactions integer NOT NULL DEFAULT 0,
  cta_conversion_rate numeric,
  intent_score_sum bigint NOT NULL DEFAULT 0,
  intent_score_count integer NOT NULL DEFAULT 0,
  urgency_score_sum bigint NOT NULL DEFAULT 0,
  urgency_score_count integer NOT NULL DEFAULT 0,
  budget_score_sum bigint NOT NULL DEFAULT 0,
  budget_score_count integer NOT NULL DEFAULT 0,
  fit_score_sum bigint NOT NULL DEFAULT 0,
  fit_score_count integer NOT NULL DEFAULT 0,
  engagement_score_sum bigint NOT NULL DEFAULT 0,
  engagement_score_count integer NOT NULL DEFAULT 0,
  total_score_sum bigint NOT NULL DEFAULT 0,
  total_score_count integer NOT NULL DEFAULT 0,
  avg_duration_minutes numeric GENERATED ALWAYS AS (round(total_duration_minutes::numeric / nullif(total_calls, 0), 2)) STORED,
  conversion_rate numeric GENERATED ALWAYS AS (round(100.0 * leads_generated / nullif(total_calls, 0), 2)) STORED,
  success_rate numeric GENERATED ALWAYS AS (round(100.0 * successful_calls / nullif(total_calls, 0), 2)) STORED,
  answer_rate numeric GENERATED ALWAYS AS (round(100.0 * answered_calls / nullif(total_calls, 0), 2)) STORED,
  avg_intent_score numeric GENERATED ALWAYS AS (round(intent_score_sum::numeric / nullif(intent_score_count, 0), 2)) STORED,
  avg_urgency_score numeric GENERATED ALWAYS AS (round(urgency_score_sum::numeric / nullif(urgency_score_count, 0), 2)) STORED,
  avg_budget_score numeric GENERATED ALWAYS AS (round(budget_score_sum::numeric / nullif(budget_score_count, 0), 2)) STORED,
  avg_fit_score numeric GENERATED ALWAYS AS (round(fit_score_sum::numeric / nullif(fit_score_count, 0), 2)) STORED,
  avg_engagement_score numeric GENERATED ALWAYS AS (round(engagement_score_sum::numeric / nullif(engagement_score_count, 0), 2)) STORED,
  avg_total_score numeric GENERATED ALWAYS AS (round(total_score_sum::numeric / nullif(total_score_count, 0), 2)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_analytics_pkey PRIMARY KEY (id),
  CONSTRAINT user_analytics_user_id_date_hour_key UNIQUE NULLS NOT DISTINCT (user_id, date, hour),
  CONSTRAINT user_analytics_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT user_analytics_hour_is_of_a_day CHECK (hour BETWEEN 0 AND 23)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- The same figures, a row per agent and day.
CREATE TABLE agent_analytics (
  LIKE user_analytics INCLUDING DEFAULTS INCLUDING GENERATED,
  agent_id uuid NOT NULL,
  CONSTRAINT agent_analytics_pkey PRIMARY KEY (id),
  CONSTRAINT agent_analytics_agent_id_user_id_date_key UNIQUE (agent_id, user_id, date),
  CONSTRAINT agent_analytics_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id) ON DELETE CASCADE
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX agent_analytics_user_id_date_idx ON agent_analytics (user_id, date);

CREATE TABLE webhook_events (
  id uuid NOT NULL DEFAULT uuid_v7(),
  provider varchar(16) NOT NULL,
  status varchar(16) NOT NULL DEFAULT 'pending',
  body bytea,
  body_storage_key text,
  audio_storage_key text,
  body_bytes integer NOT NULL,
  body_sha256 bytea NOT NULL,
  signed_at timestamptz NOT NULL,
  event_type varchar(64),
  event_at timestamptz,
  conversation_id varchar(128),
  user_id uuid,
  call_id uuid,
  reason varchar(64),
  detail text,
  attempts integer NOT NULL DEFAULT 0,
  delivery_count integer NOT NULL DEFAULT 1,
  received_at timestamptz NOT NULL DEFAULT now(),
  last_received_at timestamptz NOT NULL DEFAULT now(),
  processed_at timestamptz,
  CONSTRAINT webhook_events_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_events_provider_body_sha256_key UNIQUE (provider, body_sha256),
  CONSTRAINT webhook_events_provider_is_known CHECK (provider IN ('elevenlabs', 'stripe')),
  CONSTRAINT webhook_events_status_is_known CHECK (status IN ('pending', 'waiting', 'processed', 'unsupported', 'quarantined')),
  CONSTRAINT webhook_events_body_is_in_one_place CHECK ((body IS NULL) <> (body_storage_key IS NULL)),
  CONSTRAINT webhook_events_set_aside_with_a_reason CHECK (status <> 'quarantined' OR reason IS NOT NULL)
);
CREATE INDEX webhook_events_pending_idx ON webhook_events (provider, received_at, id) WHERE status = 'pending';
CREATE INDEX webhook_events_waiting_idx ON webhook_events (conversation_id) WHERE status = 'waiting';

CREATE TABLE trigger_error_log (
  id bigint GENERATED ALWAYS AS IDENTITY,
  table_name varchar(63) NOT NULL,
  operation varchar(16) NOT NULL,
  error_message text NOT NULL,
  error_context text,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT trigger_error_log_pkey PRIMARY KEY (id)
);
CREATE INDEX trigger_error_log_occurred_at_idx ON trigger_error_log (occurred_at);

-- lz4 compresses transcripts and raw events several times faster than the default, where the server was built with it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE transcripts ALTER COLUMN content SET COMPRESSION lz4, ALTER COLUMN speaker_segments SET COMPRESSION lz4;
    ALTER TABLE webhook_events ALTER COLUMN body SET COMPRESSION lz4;
  END IF;
END $$;
