-- The tables, as they were when the history began. Whatever was made before has a history of its own, which does not lead here.
DO $$
BEGIN
  IF to_regclass('public.users') IS NOT NULL THEN
    RAISE EXCEPTION 'This database has tables of Callwright from before its first release, which no migration leads on from: give Callwright an empty database (the embedded one is new once its folder DATA_DIR/postgres is deleted)';
  END IF;
END $$;

-- Roles belong to the whole server, so that another database may have made them.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_tenant', 'app_ingest', 'app_auth', 'app_job', 'app_admin'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
      NULL; -- already a member through whoever made the role
    END;
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_tenant, app_ingest, app_auth, app_job, app_admin;

-- object: contacts/contact_lexemes.sql sha256:b76b65946c343d5738cd35d915b186d6215cccae9c4789e7764dc61fe6b8d3cf
-- The words by which a contact is found. The functions of generated columns never change: what is stored was made by them. Tables are
-- made with them.
CREATE OR REPLACE FUNCTION fold_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(value, NFKD), U&'[\0300-\036F]', '', 'g'));
COMMENT ON FUNCTION fold_text(text) IS 'A text in lower case and without accents';

-- A word is kept behind the end of its tenant's id, so that the index finds a word of one tenant and not of all.
CREATE OR REPLACE FUNCTION contact_lexemes(tenant uuid, name text, email text, company text, phone_number text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(string_to_array(
  regexp_replace(
    ' ' || fold_text(coalesce(name, '') || ' ' || coalesce(company, '') || ' ' || coalesce(email, '')),
    E'[\\s!-/:-@\\[-`{-~]+', ' ' || right(tenant::text, 8), 'g')
  || coalesce(' ' || right(tenant::text, 8) || translate(fold_text(email), E' \t\r\n', ''), '')
  || coalesce(' ' || right(tenant::text, 8) || substr(phone_number, 2) || ' ' || right(tenant::text, 8) || '<' || reverse(substr(phone_number, 2)), ''),
  ' '), ''));
COMMENT ON FUNCTION contact_lexemes(uuid, text, text, text, text) IS
  'The words of a contact: of its name, company and address, the address, and the digits of its number forwards and, behind <, backwards';

-- object: core/is_time_zone.sql sha256:2ee3d7147199118066126a314d148787896129091faa631f355aa20008b3684e
-- A zone is one that the server can convert to. Declared immutable because a name's existence does not change at run time. Tables are
-- made with it.
CREATE OR REPLACE FUNCTION is_time_zone(name text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM timestamptz '2000-01-01 00:00:00+00' AT TIME ZONE name;
  -- Of what PostgreSQL understands only names are wanted, not its own offsets such as UTC+5 or <+05>-5.
  RETURN name ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$';
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN false;
END $$;
COMMENT ON FUNCTION is_time_zone(text) IS 'Whether the database knows a time zone of this name';

-- object: core/uuid_v7.sql sha256:6ace4aef9994dc90d8507a3cb87f33224a081c6476eb76973642001e4a793522
-- Ids start with their creation time in milliseconds (UUID version 7), so that indexes grow at one end. Tables are made with it.
CREATE OR REPLACE FUNCTION uuid_v7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
COMMENT ON FUNCTION uuid_v7() IS 'A new key that sorts by the moment it was made';

CREATE SEQUENCE kpi_staleness_seq;

-- A person with an account, who is one tenant: every other row of theirs carries this id.
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
  password_changed_at timestamptz,
  delete_after timestamptz,
  country varchar(2),
  notifications_read_until timestamptz,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_email_is_lower_case CHECK (email = lower(email)),
  CONSTRAINT users_email_has_at CHECK (position('@' IN email) > 1),
  CONSTRAINT users_role_is_known CHECK (role IN ('user', 'admin', 'super_admin')),
  CONSTRAINT users_auth_provider_is_known CHECK (auth_provider IN ('email', 'google', 'linkedin', 'github')),
  CONSTRAINT users_timezone_exists CHECK (is_time_zone(timezone)),
  CONSTRAINT users_country_is_iso CHECK (country ~ '^[A-Z]{2}$')
) WITH (fillfactor = 80);

-- Settings, each with its type, default and bounds.
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
  CONSTRAINT system_config_value_has_its_type CHECK (CASE value_type
    WHEN 'integer' THEN config_value ~ '^-?[0-9]{1,9}$'
    WHEN 'number' THEN config_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
    WHEN 'boolean' THEN config_value IN ('true', 'false')
    ELSE true END),
  CONSTRAINT system_config_default_has_its_type CHECK (CASE value_type
    WHEN 'integer' THEN default_value ~ '^-?[0-9]{1,9}$'
    WHEN 'number' THEN default_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
    WHEN 'boolean' THEN default_value IN ('true', 'false')
    ELSE true END),
  -- A text that is no number is the business of the constraints above: here it must not end in a failed conversion.
  CONSTRAINT system_config_value_is_in_bounds CHECK (
    CASE WHEN value_type IN ('integer', 'number') AND config_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
      THEN config_value::numeric >= coalesce(min_value, config_value::numeric)
       AND config_value::numeric <= coalesce(max_value, config_value::numeric)
      ELSE true END),
  CONSTRAINT system_config_default_is_in_bounds CHECK (
    CASE WHEN value_type IN ('integer', 'number') AND default_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
      THEN default_value::numeric >= coalesce(min_value, default_value::numeric)
       AND default_value::numeric <= coalesce(max_value, default_value::numeric)
      ELSE true END),
  CONSTRAINT system_config_bounds_are_of_numbers
    CHECK (value_type IN ('integer', 'number') OR (min_value IS NULL AND max_value IS NULL)),
  -- Version, nonce and ciphertext with its tag; nothing yet is the empty text. A plain secret cannot be stored by mistake.
  CONSTRAINT system_config_secret_is_encrypted CHECK (
    NOT is_encrypted OR (value_type = 'string' AND default_value = ''
      AND (config_value = '' OR config_value ~ '^v1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$')))
);

-- A sign-in that lasts: its tokens are kept as hashes only.
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
  auth_provider varchar(16) NOT NULL DEFAULT 'email',
  token_expires_at timestamptz,
  previous_token_hash varchar(64),
  previous_refresh_token_hash varchar(64),
  rotated_at timestamptz,
  second_factor_at timestamptz,
  ended_at timestamptz,
  end_reason varchar(32),
  CONSTRAINT user_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT user_sessions_token_hash_key UNIQUE (token_hash),
  CONSTRAINT user_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT user_sessions_refresh_outlasts_token CHECK (refresh_expires_at >= expires_at),
  CONSTRAINT user_sessions_auth_provider_is_known CHECK (auth_provider IN ('email', 'google', 'linkedin', 'github')),
  CONSTRAINT user_sessions_end_reason_is_known CHECK (end_reason IN (
    'signed_out', 'revoked', 'token_reused', 'password_changed', 'email_changed', 'second_factor_changed', 'role_changed',
    'account_closed')),
  CONSTRAINT user_sessions_ended_for_a_reason CHECK ((end_reason IS NULL) = (ended_at IS NULL)),
  CONSTRAINT user_sessions_ended_does_not_work CHECK (ended_at IS NULL OR NOT is_active)
);
CREATE INDEX user_sessions_user_id_idx ON user_sessions (user_id);
CREATE INDEX user_sessions_active_idx ON user_sessions (expires_at) WHERE is_active;

-- A voice agent of a tenant, as the provider knows it.
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

-- A tenant's figures of a day (hour is NULL) and of each hour of it.
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

-- An agent's figures of a day, moved by triggers as its calls, leads and outcomes change.
CREATE TABLE agent_analytics (
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
  agent_id uuid NOT NULL,
  CONSTRAINT agent_analytics_pkey PRIMARY KEY (id),
  CONSTRAINT agent_analytics_agent_id_user_id_date_key UNIQUE (agent_id, user_id, date),
  CONSTRAINT agent_analytics_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id) ON DELETE CASCADE,
  CONSTRAINT agent_analytics_hour_is_of_a_day CHECK (hour BETWEEN 0 AND 23)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX agent_analytics_user_id_date_idx ON agent_analytics (user_id, date);
-- `hour` is empty on every day row; the index still finds an agent's days without its tenant.
CREATE INDEX agent_analytics_agent_id_date_hour_idx ON agent_analytics (agent_id, date, hour);

-- Failures of triggers that were written down so that the business row could commit; kept for 7 days.
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

-- A number that administrators assign to a tenant to call from.
CREATE TABLE phone_numbers (
  id uuid NOT NULL DEFAULT uuid_v7(),
  name varchar(255) NOT NULL,
  phone_number varchar(16) NOT NULL,
  elevenlabs_phone_number_id varchar(128) NOT NULL,
  assigned_to_user_id uuid,
  created_by_admin_id uuid,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT phone_numbers_pkey PRIMARY KEY (id),
  CONSTRAINT phone_numbers_elevenlabs_phone_number_id_key UNIQUE (elevenlabs_phone_number_id),
  CONSTRAINT phone_numbers_assigned_to_user_id_fkey FOREIGN KEY (assigned_to_user_id) REFERENCES users (id),
  CONSTRAINT phone_numbers_created_by_admin_id_fkey FOREIGN KEY (created_by_admin_id) REFERENCES users (id),
  CONSTRAINT phone_numbers_phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$')
);
CREATE UNIQUE INDEX phone_numbers_one_active_number ON phone_numbers (phone_number) WHERE is_active;
CREATE INDEX phone_numbers_assigned_to_user_id_idx ON phone_numbers (assigned_to_user_id) WHERE assigned_to_user_id IS NOT NULL;

-- The last customer number that was given in each year.
CREATE TABLE customer_reference_counters (
  year integer NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT customer_reference_counters_pkey PRIMARY KEY (year),
  CONSTRAINT customer_reference_counters_year_has_four_digits CHECK (year BETWEEN 1000 AND 9999),
  CONSTRAINT customer_reference_counters_last_number_counts CHECK (last_number >= 1)
);

-- A tenant's figures of a day, the sum of its agents' days.
CREATE TABLE user_daily_analytics (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  date date NOT NULL,
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
  CONSTRAINT user_daily_analytics_pkey PRIMARY KEY (id),
  CONSTRAINT user_daily_analytics_user_id_date_key UNIQUE (user_id, date),
  CONSTRAINT user_daily_analytics_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- A tenant's figures of each day, week and month, ready to be shown.
CREATE TABLE call_analytics_cache (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  date_period date NOT NULL,
  period_type varchar(16) NOT NULL,
  total_calls integer NOT NULL DEFAULT 0,
  successful_calls integer NOT NULL DEFAULT 0,
  failed_calls integer NOT NULL DEFAULT 0,
  answered_calls integer NOT NULL DEFAULT 0,
  inbound_calls integer NOT NULL DEFAULT 0,
  outbound_calls integer NOT NULL DEFAULT 0,
  phone_calls integer NOT NULL DEFAULT 0,
  internet_calls integer NOT NULL DEFAULT 0,
  total_call_duration bigint NOT NULL DEFAULT 0,
  credits_used integer NOT NULL DEFAULT 0,
  leads_generated integer NOT NULL DEFAULT 0,
  qualified_leads integer NOT NULL DEFAULT 0,
  hot_leads integer NOT NULL DEFAULT 0,
  warm_leads integer NOT NULL DEFAULT 0,
  cold_leads integer NOT NULL DEFAULT 0,
  pricing_clicks integer NOT NULL DEFAULT 0,
  demo_requests integer NOT NULL DEFAULT 0,
  followup_requests integer NOT NULL DEFAULT 0,
  sample_requests integer NOT NULL DEFAULT 0,
  human_escalations integer NOT NULL DEFAULT 0,
  connection_rate numeric GENERATED ALWAYS AS (round(100.0 * answered_calls / nullif(total_calls, 0), 2)) STORED,
  average_call_duration numeric GENERATED ALWAYS AS (round(total_call_duration::numeric / nullif(total_calls, 0), 2)) STORED,
  success_rate numeric GENERATED ALWAYS AS (round(100.0 * successful_calls / nullif(total_calls, 0), 2)) STORED,
  conversion_rate numeric GENERATED ALWAYS AS (round(100.0 * leads_generated / nullif(total_calls, 0), 2)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT call_analytics_cache_pkey PRIMARY KEY (id),
  CONSTRAINT call_analytics_cache_user_id_date_period_period_type_key UNIQUE (user_id, date_period, period_type),
  CONSTRAINT call_analytics_cache_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT call_analytics_cache_period_type_is_known CHECK (period_type IN ('daily', 'weekly', 'monthly')),
  CONSTRAINT call_analytics_cache_date_begins_its_period CHECK (date_period = date_trunc(
    CASE period_type WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month' ELSE 'day' END, date_period::timestamp)::date)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- What was computed from a tenant's figures and is shared until they change.
CREATE TABLE dashboard_cache (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  cache_key varchar(255) NOT NULL,
  cache_data jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT dashboard_cache_pkey PRIMARY KEY (id),
  CONSTRAINT dashboard_cache_user_id_cache_key_key UNIQUE (user_id, cache_key),
  CONSTRAINT dashboard_cache_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX dashboard_cache_expires_at_idx ON dashboard_cache (expires_at);

-- Every attempt to sign in, kept for 30 days to lock accounts that are being guessed at.
CREATE TABLE login_attempts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  email varchar(320) NOT NULL,
  ip_address inet,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  success boolean NOT NULL,
  failure_reason varchar(64),
  network inet
    GENERATED ALWAYS AS (CASE family(ip_address) WHEN 6 THEN network(set_masklen(ip_address, least(masklen(ip_address), 64)))::inet ELSE ip_address END) STORED,
  CONSTRAINT login_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT login_attempts_email_is_lower_case CHECK (email = lower(email)),
  CONSTRAINT login_attempts_failed_for_a_reason CHECK (success = (failure_reason IS NULL))
);
CREATE INDEX login_attempts_email_attempted_at_idx ON login_attempts (email, attempted_at);
CREATE INDEX login_attempts_attempted_at_idx ON login_attempts (attempted_at);
CREATE INDEX login_attempts_network_attempted_at_idx ON login_attempts (network, attempted_at);

-- Every request for a new password, kept for 7 days to slow down abuse.
CREATE TABLE password_reset_attempts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  email varchar(320) NOT NULL,
  ip_address inet,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  success boolean NOT NULL,
  CONSTRAINT password_reset_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT password_reset_attempts_email_is_lower_case CHECK (email = lower(email))
);
CREATE INDEX password_reset_attempts_attempted_at_idx ON password_reset_attempts (attempted_at);

-- What administrators did; append-only.
CREATE TABLE admin_audit_log (
  id uuid NOT NULL DEFAULT uuid_v7(),
  admin_user_id uuid NOT NULL,
  action varchar(64) NOT NULL,
  resource_type varchar(64) NOT NULL,
  resource_id varchar(255),
  target_user_id uuid,
  details jsonb NOT NULL DEFAULT '{}',
  ip_address inet,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  entry_number bigint NOT NULL,
  previous_hash varchar(64) NOT NULL,
  entry_hash varchar(64) NOT NULL,
  CONSTRAINT admin_audit_log_pkey PRIMARY KEY (id),
  CONSTRAINT admin_audit_log_admin_user_id_fkey FOREIGN KEY (admin_user_id) REFERENCES users (id),
  CONSTRAINT admin_audit_log_target_user_id_fkey FOREIGN KEY (target_user_id) REFERENCES users (id)
);
-- The log is read newest first: all of it, by who did something, and by whom it was about.
CREATE INDEX admin_audit_log_entry_number_idx ON admin_audit_log (entry_number DESC);
CREATE INDEX admin_audit_log_admin_user_id_idx ON admin_audit_log (admin_user_id, entry_number DESC);
CREATE INDEX admin_audit_log_target_user_id_idx ON admin_audit_log (target_user_id, entry_number DESC) WHERE target_user_id IS NOT NULL;

-- An agent's figures of a period against those of the one before, a day against the same weekday a week before; while a period runs, its days that are over against as many.
CREATE TABLE agent_performance_trends (
  id uuid NOT NULL DEFAULT uuid_v7(),
  agent_id uuid NOT NULL,
  user_id uuid NOT NULL,
  period_start date NOT NULL,
  period_end date NOT NULL,
  period_type varchar(16) NOT NULL,
  total_calls integer NOT NULL,
  leads_generated integer NOT NULL,
  qualified_leads integer NOT NULL,
  success_rate numeric,
  conversion_rate numeric,
  calls_change_percentage numeric,
  success_rate_change_percentage numeric,
  answer_rate_change_percentage numeric,
  duration_change_percentage numeric,
  leads_change_percentage numeric,
  qualified_leads_change_percentage numeric,
  conversion_rate_change_percentage numeric,
  cta_change_percentage numeric,
  score_change_percentage numeric,
  credits_change_percentage numeric,
  performance_rank integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agent_performance_trends_pkey PRIMARY KEY (id),
  CONSTRAINT agent_performance_trends_agent_period_key UNIQUE (agent_id, user_id, period_type, period_start),
  CONSTRAINT agent_performance_trends_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id) ON DELETE CASCADE,
  CONSTRAINT agent_performance_trends_period_type_is_known CHECK (period_type IN ('daily', 'weekly', 'monthly', 'quarterly')),
  CONSTRAINT agent_performance_trends_is_one_period CHECK (CASE period_type
    WHEN 'daily' THEN period_end = period_start
    WHEN 'weekly' THEN extract(isodow FROM period_start) = 1 AND period_end = period_start + 6
    WHEN 'monthly' THEN period_start = date_trunc('month', period_start::timestamp)::date
      AND period_end = (period_start::timestamp + interval '1 month')::date - 1
    WHEN 'quarterly' THEN period_start = date_trunc('quarter', period_start::timestamp)::date
      AND period_end = (period_start::timestamp + interval '3 months')::date - 1 END),
  CONSTRAINT agent_performance_trends_rank_counts_from_one CHECK (performance_rank >= 1)
);
CREATE INDEX agent_performance_trends_user_id_period_idx ON agent_performance_trends (user_id, period_type, period_start);

-- What a tenant wants an agent to reach in a period, and what it has reached.
CREATE TABLE agent_targets (
  id uuid NOT NULL DEFAULT uuid_v7(),
  agent_id uuid NOT NULL,
  user_id uuid NOT NULL,
  target_date date NOT NULL,
  target_type varchar(16) NOT NULL,
  period_end date NOT NULL GENERATED ALWAYS AS (CASE target_type
    WHEN 'weekly' THEN target_date + 6
    WHEN 'monthly' THEN (target_date::timestamp + interval '1 month')::date - 1
    WHEN 'quarterly' THEN (target_date::timestamp + interval '3 months')::date - 1
    ELSE target_date END) STORED,
  target_calls integer,
  target_success_rate numeric(5,2),
  target_leads integer,
  target_conversion_rate numeric(5,2),
  actual_calls integer NOT NULL DEFAULT 0,
  actual_successful_calls integer NOT NULL DEFAULT 0,
  actual_leads integer NOT NULL DEFAULT 0,
  actual_success_rate numeric GENERATED ALWAYS AS (round(100.0 * actual_successful_calls / nullif(actual_calls, 0), 2)) STORED,
  actual_conversion_rate numeric GENERATED ALWAYS AS (round(100.0 * actual_leads / nullif(actual_calls, 0), 2)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  achievement_percentage numeric GENERATED ALWAYS AS (round(100.0 * (
      CASE WHEN target_calls IS NULL THEN 0 ELSE least(actual_calls::numeric / nullif(target_calls, 0), 1) END
      + CASE WHEN target_success_rate IS NULL OR actual_calls = 0 THEN 0
          ELSE least(100.0 * actual_successful_calls / actual_calls / nullif(target_success_rate, 0), 1) END
      + CASE WHEN target_leads IS NULL THEN 0 ELSE least(actual_leads::numeric / nullif(target_leads, 0), 1) END
      + CASE WHEN target_conversion_rate IS NULL OR actual_calls = 0 THEN 0
          ELSE least(100.0 * actual_leads / actual_calls / nullif(target_conversion_rate, 0), 1) END
    ) / nullif(num_nonnulls(target_calls, target_success_rate, target_leads, target_conversion_rate), 0), 2)) STORED,
  CONSTRAINT agent_targets_pkey PRIMARY KEY (id),
  CONSTRAINT agent_targets_agent_period_key UNIQUE (agent_id, user_id, target_type, target_date),
  CONSTRAINT agent_targets_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id) ON DELETE CASCADE,
  CONSTRAINT agent_targets_type_is_known CHECK (target_type IN ('daily', 'weekly', 'monthly', 'quarterly')),
  CONSTRAINT agent_targets_date_begins_its_period CHECK (target_date = date_trunc(
    CASE target_type WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month' WHEN 'quarterly' THEN 'quarter' ELSE 'day' END,
    target_date::timestamp)::date),
  CONSTRAINT agent_targets_calls_is_positive CHECK (target_calls > 0),
  CONSTRAINT agent_targets_leads_is_positive CHECK (target_leads > 0),
  CONSTRAINT agent_targets_success_rate_is_percent CHECK (target_success_rate > 0 AND target_success_rate <= 100),
  CONSTRAINT agent_targets_conversion_rate_is_percent CHECK (target_conversion_rate > 0 AND target_conversion_rate <= 100)
) WITH (fillfactor = 80);
CREATE INDEX agent_targets_user_id_target_date_idx ON agent_targets (user_id, target_date);

-- What the last refresh of user_kpi_summary had seen.
CREATE TABLE kpi_refresh_state (
  only_row boolean NOT NULL DEFAULT true,
  refreshed_at timestamptz,
  seen_marker bigint NOT NULL DEFAULT 0,
  seen_snapshot text,
  duration_ms integer,
  CONSTRAINT kpi_refresh_state_pkey PRIMARY KEY (only_row),
  CONSTRAINT kpi_refresh_state_is_one_row CHECK (only_row)
);

-- One row for each run of a scheduled task, kept for 30 days.
CREATE TABLE job_runs (
  id uuid NOT NULL DEFAULT uuid_v7(),
  task varchar(64) NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  duration_ms integer,
  row_count bigint,
  error text,
  CONSTRAINT job_runs_pkey PRIMARY KEY (id),
  CONSTRAINT job_runs_end_after_start CHECK (finished_at >= started_at),
  CONSTRAINT job_runs_end_says_how_it_ended
    CHECK (CASE WHEN finished_at IS NULL THEN duration_ms IS NULL AND row_count IS NULL AND error IS NULL
      ELSE duration_ms IS NOT NULL AND (row_count IS NULL) <> (error IS NULL) END)
);
CREATE INDEX job_runs_started_at_idx ON job_runs (started_at DESC);

-- The newest slot of each scheduled task that a process has put into the queue.
CREATE TABLE job_schedule (
  task varchar(64) NOT NULL,
  last_slot timestamptz NOT NULL,
  CONSTRAINT job_schedule_pkey PRIMARY KEY (task),
  CONSTRAINT job_schedule_slot_is_a_minute CHECK (last_slot = date_trunc('minute', last_slot, 'UTC'))
);

-- What the nightly audits found, from the first night until the night on which it was gone.
CREATE TABLE audit_findings (
  id uuid NOT NULL DEFAULT uuid_v7(),
  audit varchar(16) NOT NULL,
  check_name varchar(64) NOT NULL,
  tenant_id uuid,
  table_name varchar(63) NOT NULL,
  row_id text NOT NULL,
  detail text NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  CONSTRAINT audit_findings_pkey PRIMARY KEY (id),
  CONSTRAINT audit_findings_key UNIQUE NULLS NOT DISTINCT (audit, check_name, tenant_id, table_name, row_id),
  CONSTRAINT audit_findings_audit_is_known CHECK (audit IN ('consistency', 'isolation')),
  CONSTRAINT audit_findings_seen_in_order CHECK (last_seen_at >= first_seen_at)
);

-- Days whose agents' figures changed since agent_performance_trends were last made of them.
CREATE TABLE stale_trends (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  CONSTRAINT stale_trends_pkey PRIMARY KEY (tenant_id, day),
  CONSTRAINT stale_trends_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES users (id) ON DELETE CASCADE
);

-- A link that proves an address: of a new account, or the new one of an old account.
CREATE TABLE email_verification_tokens (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  email varchar(320) NOT NULL,
  token_hash varchar(64) NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT email_verification_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT email_verification_tokens_token_hash_key UNIQUE (token_hash),
  CONSTRAINT email_verification_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT email_verification_tokens_email_is_lower_case CHECK (email = lower(email))
);
-- A new link ends those before it, and a deleted account takes its links along: both look for them by account.
CREATE INDEX email_verification_tokens_user_id_idx ON email_verification_tokens (user_id);

-- A link with which a new password is set.
CREATE TABLE password_reset_tokens (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  token_hash varchar(64) NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT password_reset_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT password_reset_tokens_token_hash_key UNIQUE (token_hash),
  CONSTRAINT password_reset_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX password_reset_tokens_user_id_idx ON password_reset_tokens (user_id);

-- An account at another provider with which a user signs in.
CREATE TABLE oauth_accounts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  provider varchar(16) NOT NULL,
  provider_account_id varchar(255) NOT NULL,
  email varchar(320) NOT NULL,
  last_used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT oauth_accounts_pkey PRIMARY KEY (id),
  CONSTRAINT oauth_accounts_provider_provider_account_id_key UNIQUE (provider, provider_account_id),
  CONSTRAINT oauth_accounts_user_id_provider_key UNIQUE (user_id, provider),
  CONSTRAINT oauth_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT oauth_accounts_provider_is_known CHECK (provider IN ('google', 'linkedin', 'github')),
  CONSTRAINT oauth_accounts_email_is_lower_case CHECK (email = lower(email))
);

-- The authenticator that a user's sign-in asks a code of, once it has been confirmed.
CREATE TABLE second_factors (
  user_id uuid NOT NULL,
  secret_encrypted text NOT NULL,
  confirmed_at timestamptz,
  last_used_step bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT second_factors_pkey PRIMARY KEY (user_id),
  CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- A code that stands in once for a lost authenticator.
CREATE TABLE second_factor_recovery_codes (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  code_hash varchar(64) NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT second_factor_recovery_codes_pkey PRIMARY KEY (id),
  CONSTRAINT second_factor_recovery_codes_user_id_code_hash_key UNIQUE (user_id, code_hash),
  CONSTRAINT second_factor_recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- How often something was tried lately, counted for all instances together.
CREATE TABLE rate_limits (
  key varchar(255) NOT NULL,
  points integer NOT NULL DEFAULT 0,
  expire bigint,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);

-- The newest entry of the audit log, so that a missing end shows.
CREATE TABLE audit_chain_head (
  only_row boolean NOT NULL DEFAULT true,
  entry_number bigint NOT NULL DEFAULT 0,
  entry_hash varchar(64) NOT NULL DEFAULT repeat('0'::text, 64),
  CONSTRAINT audit_chain_head_pkey PRIMARY KEY (only_row),
  CONSTRAINT audit_chain_head_is_one_row CHECK (only_row)
);

-- A person with at least one call that showed a lead: what those calls add up to, kept by triggers on lead_analytics.
CREATE TABLE leads (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  person_key text NOT NULL,
  identity_kind varchar(8) NOT NULL
    GENERATED ALWAYS AS (CASE WHEN person_key LIKE '+%' THEN 'phone' WHEN person_key LIKE '%@%' THEN 'email' ELSE 'call' END) STORED,
  call_count integer NOT NULL,
  first_call_id uuid NOT NULL,
  first_call_at timestamptz NOT NULL,
  first_call_source varchar(16) NOT NULL,
  first_lead_type varchar(16) NOT NULL,
  first_score integer,
  first_tag varchar(16) NOT NULL,
  latest_call_id uuid NOT NULL,
  latest_call_at timestamptz NOT NULL,
  latest_call_date date NOT NULL,
  latest_agent_id uuid NOT NULL,
  latest_score integer,
  latest_tag varchar(16) NOT NULL,
  latest_is_qualified boolean NOT NULL,
  best_call_id uuid NOT NULL,
  best_score integer,
  best_tag varchar(16) NOT NULL,
  was_qualified boolean NOT NULL,
  cta_pricing_calls integer NOT NULL,
  cta_demo_calls integer NOT NULL,
  cta_followup_calls integer NOT NULL,
  cta_sample_calls integer NOT NULL,
  cta_human_calls integer NOT NULL,
  cta_calls integer NOT NULL,
  demo_scheduled_at timestamptz,
  name varchar(255),
  email varchar(320),
  company varchar(255),
  -- A lead without a score sorts below one with none at all, and keyset paging needs a value to compare.
  latest_rank integer NOT NULL GENERATED ALWAYS AS (coalesce(latest_score, -1)) STORED,
  best_rank integer NOT NULL GENERATED ALWAYS AS (coalesce(best_score, -1)) STORED,
  -- Searched by their beginning: in the collation "C" that is a range of an index.
  phone_number text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN person_key LIKE '+%' THEN person_key END) STORED,
  name_search text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED,
  last_name_search text COLLATE "C" GENERATED ALWAYS AS (lower(substring(name FROM '\s(\S+)$'))) STORED,
  email_search text COLLATE "C" GENERATED ALWAYS AS (lower(email)) STORED,
  company_search text COLLATE "C" GENERATED ALWAYS AS (lower(company)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT leads_pkey PRIMARY KEY (id),
  CONSTRAINT leads_user_id_person_key_key UNIQUE (user_id, person_key),
  CONSTRAINT leads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
) WITH (fillfactor = 80);
CREATE INDEX leads_latest_call_idx ON leads (user_id, latest_call_at DESC, id DESC);
CREATE INDEX leads_tag_latest_call_idx ON leads (user_id, latest_tag, latest_call_at DESC, id DESC);
CREATE INDEX leads_agent_latest_call_idx ON leads (user_id, latest_agent_id, latest_call_at DESC, id DESC);
CREATE INDEX leads_latest_rank_idx ON leads (user_id, latest_rank DESC, latest_call_at DESC, id DESC);
CREATE INDEX leads_tag_latest_rank_idx ON leads (user_id, latest_tag, latest_rank DESC, latest_call_at DESC, id DESC);
CREATE INDEX leads_best_rank_idx ON leads (user_id, best_rank DESC, latest_call_at DESC, id DESC);
CREATE INDEX leads_tag_best_rank_idx ON leads (user_id, latest_tag, best_rank DESC, latest_call_at DESC, id DESC);
CREATE INDEX leads_cta_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_calls > 0;
CREATE INDEX leads_demo_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE demo_scheduled_at IS NOT NULL;
CREATE INDEX leads_phone_number_idx ON leads (user_id, phone_number);
CREATE INDEX leads_name_search_idx ON leads (user_id, name_search);
CREATE INDEX leads_last_name_search_idx ON leads (user_id, last_name_search);
CREATE INDEX leads_email_search_idx ON leads (user_id, email_search);
CREATE INDEX leads_company_search_idx ON leads (user_id, company_search);
-- What each lead asked for, in the order of the list.
CREATE INDEX leads_cta_pricing_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_pricing_calls > 0;
CREATE INDEX leads_cta_demo_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_demo_calls > 0;
CREATE INDEX leads_cta_followup_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_followup_calls > 0;
CREATE INDEX leads_cta_sample_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_sample_calls > 0;
CREATE INDEX leads_cta_human_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_human_calls > 0;

-- A tenant's figures of a day by agent, source and direction, moved by triggers as calls, leads and outcomes change.
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
  CONSTRAINT call_segment_analytics_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id) ON DELETE CASCADE
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX call_segment_analytics_agent_id_date_idx ON call_segment_analytics (agent_id, date);

-- A file of contacts that a tenant uploaded, and how far its import is.
CREATE TABLE contact_imports (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  status varchar(16) NOT NULL DEFAULT 'mapping',
  file_name varchar(255) NOT NULL,
  file_bytes bigint NOT NULL,
  storage_key text,
  encoding varchar(16) NOT NULL,
  separator varchar(1) NOT NULL,
  has_header boolean NOT NULL,
  columns jsonb NOT NULL,
  header_digest varchar(64) NOT NULL,
  mapping jsonb NOT NULL DEFAULT '{}',
  known_contacts varchar(16) NOT NULL DEFAULT 'fill',
  country varchar(2),
  row_count integer NOT NULL,
  rows_done integer NOT NULL DEFAULT 0,
  created_count integer NOT NULL DEFAULT 0,
  updated_count integer NOT NULL DEFAULT 0,
  skipped_count integer NOT NULL DEFAULT 0,
  undone_count integer NOT NULL DEFAULT 0,
  kept_count integer NOT NULL DEFAULT 0,
  failure text,
  work_id uuid,
  cancel_requested_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  numberless_count integer NOT NULL DEFAULT 0,
  left_out_count integer NOT NULL DEFAULT 0,
  CONSTRAINT contact_imports_pkey PRIMARY KEY (id),
  CONSTRAINT contact_imports_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT contact_imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT contact_imports_status_is_known CHECK (
    status IN ('mapping', 'checking', 'checked', 'running', 'finished', 'cancelled', 'undoing', 'undone', 'failed')),
  CONSTRAINT contact_imports_known_contacts_is_known CHECK (known_contacts IN ('skip', 'fill', 'overwrite')),
  CONSTRAINT contact_imports_rows_done_is_within CHECK (rows_done BETWEEN 0 AND row_count),
  CONSTRAINT contact_imports_counts_are_not_negative CHECK (
    least(created_count, updated_count, skipped_count, undone_count, kept_count, file_bytes) >= 0),
  CONSTRAINT contact_imports_counts_add_up CHECK (
    status NOT IN ('finished', 'cancelled', 'undoing', 'undone') OR created_count + updated_count + skipped_count = row_count),
  CONSTRAINT contact_imports_file_is_the_tenants
    CHECK (starts_with(storage_key, 'imports/' || user_id::text || '/')),
  CONSTRAINT contact_imports_numberless_are_created CHECK (numberless_count BETWEEN 0 AND created_count),
  CONSTRAINT contact_imports_left_out_are_written CHECK (left_out_count BETWEEN 0 AND created_count + updated_count)
);
CREATE INDEX contact_imports_user_id_created_at_idx ON contact_imports (user_id, created_at DESC, id DESC);
CREATE INDEX contact_imports_working_idx ON contact_imports (updated_at) WHERE status IN ('checking', 'running', 'undoing');

-- A person or business that a tenant calls or was called by.
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
  import_id uuid,
  source text NOT NULL
    GENERATED ALWAYS AS (CASE WHEN import_id IS NOT NULL THEN 'import' WHEN is_auto_created THEN 'call' ELSE 'manual' END) STORED,
  search tsvector NOT NULL GENERATED ALWAYS AS (contact_lexemes(user_id, name, email, company, phone_number)) STORED,
  name_key text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (left(coalesce(fold_text(nullif(name, '')), fold_text(nullif(company, '')), fold_text(email), U&'\FFFF' || phone_number, ''), 100)) STORED,
  has_calls boolean NOT NULL DEFAULT false,
  phone_extension varchar(8),
  CONSTRAINT contacts_pkey PRIMARY KEY (id),
  CONSTRAINT contacts_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT contacts_user_id_phone_number_key UNIQUE (user_id, phone_number),
  CONSTRAINT contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT contacts_import_id_user_id_fkey FOREIGN KEY (import_id, user_id)
    REFERENCES contact_imports (id, user_id) ON DELETE SET NULL (import_id),
  CONSTRAINT contacts_phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT contacts_can_be_reached CHECK (phone_number IS NOT NULL OR email IS NOT NULL OR name IS NOT NULL),
  CONSTRAINT contacts_auto_creation_source_is_known CHECK (auto_creation_source IN ('webhook', 'manual')),
  CONSTRAINT contacts_auto_created_by_webhook_alone
    CHECK (is_auto_created = (auto_creation_source IS NOT DISTINCT FROM 'webhook')),
  CONSTRAINT contacts_made_from_a_call_are_auto_created CHECK (auto_created_from_call_id IS NULL OR is_auto_created),
  CONSTRAINT contacts_email_is_lower CHECK (email = lower(email)),
  CONSTRAINT contacts_phone_extension_is_digits CHECK (phone_extension ~ '^[0-9]{1,8}$')
);
CREATE INDEX contacts_auto_created_from_call_id_idx ON contacts (auto_created_from_call_id)
  WHERE auto_created_from_call_id IS NOT NULL;
CREATE INDEX contacts_user_id_created_at_idx ON contacts (user_id, created_at DESC, id DESC);
CREATE INDEX contacts_user_id_email_idx ON contacts (user_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_user_id_import_id_idx ON contacts (user_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX contacts_not_imported_idx ON contacts (user_id, source, created_at DESC, id DESC) WHERE source <> 'import';
CREATE INDEX contacts_customers_idx ON contacts (user_id, created_at DESC, id DESC) WHERE is_customer;
CREATE INDEX contacts_search_idx ON contacts USING gin (search);
CREATE INDEX contacts_user_id_name_key_idx ON contacts (user_id, name_key, id);
CREATE INDEX contacts_called_name_key_idx ON contacts (user_id, name_key, id) WHERE has_calls;
CREATE INDEX contacts_called_created_at_idx ON contacts (user_id, created_at DESC, id DESC) WHERE has_calls;

-- One conversation of an agent, from the provider's events.
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
  lead_type varchar(16) NOT NULL DEFAULT 'inbound',
  duration_minutes integer NOT NULL,
  duration_seconds integer NOT NULL DEFAULT 0,
  credits_used integer NOT NULL DEFAULT 0,
  credits_per_minute integer NOT NULL,
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
  person_key text NOT NULL GENERATED ALWAYS AS (coalesce(phone_number, lower(caller_email), id::text)) STORED,
  notes text,
  is_counted boolean NOT NULL GENERATED ALWAYS AS (status IN ('completed', 'failed')) STORED,
  CONSTRAINT calls_pkey PRIMARY KEY (id),
  CONSTRAINT calls_elevenlabs_conversation_id_key UNIQUE (elevenlabs_conversation_id),
  CONSTRAINT calls_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT calls_facts_key UNIQUE (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted),
  CONSTRAINT calls_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT calls_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id) REFERENCES agents (id, user_id),
  CONSTRAINT calls_contact_id_user_id_fkey FOREIGN KEY (contact_id, user_id) REFERENCES contacts (id, user_id) ON DELETE SET NULL (contact_id),
  CONSTRAINT calls_phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT calls_call_source_is_known CHECK (call_source IN ('phone', 'internet', 'unknown')),
  CONSTRAINT calls_lead_type_is_known CHECK (lead_type IN ('inbound', 'outbound')),
  CONSTRAINT calls_status_is_known CHECK (status IN ('in_progress', 'completed', 'failed', 'cancelled')),
  CONSTRAINT calls_duration_is_not_negative CHECK (duration_seconds >= 0),
  CONSTRAINT calls_duration_minutes_are_started_minutes
    CHECK (duration_minutes = duration_seconds / 60 + (duration_seconds % 60 > 0)::integer),
  CONSTRAINT calls_credits_used_is_not_negative CHECK (credits_used >= 0),
  CONSTRAINT calls_credits_per_minute_is_not_negative CHECK (credits_per_minute >= 0),
  CONSTRAINT calls_end_after_start CHECK (ended_at >= started_at),
  CONSTRAINT calls_notes_say_something CHECK (char_length(notes) BETWEEN 1 AND 10000),
  CONSTRAINT calls_recording_is_the_tenants
    CHECK (starts_with(recording_storage_key, 'recordings/' || user_id::text || '/'))
) WITH (fillfactor = 90);
CREATE INDEX calls_user_id_started_at_idx ON calls (user_id, started_at DESC, id DESC);
CREATE INDEX calls_agent_id_started_at_idx ON calls (agent_id, started_at DESC, id DESC);
-- Lists of calls are read in the order of their beginning, narrowed by one property: each such list has an index in that order,
-- so that a page costs the same whether the property is common, rare or on no call at all.
CREATE INDEX calls_completed_idx ON calls (user_id, started_at DESC, id DESC) WHERE status = 'completed';
CREATE INDEX calls_user_id_status_started_at_idx ON calls (user_id, status, started_at DESC, id DESC) WHERE status <> 'completed';
CREATE INDEX calls_call_source_user_id_idx ON calls (call_source, user_id, started_at DESC, id DESC);
CREATE INDEX calls_user_id_lead_type_started_at_idx ON calls (user_id, lead_type, started_at DESC, id DESC);
CREATE INDEX calls_caller_email_idx ON calls (user_id, caller_email, started_at DESC, id DESC) WHERE caller_email IS NOT NULL;
-- A contact's calls are listed newest first, and the contacts that have any are skipped through.
CREATE INDEX calls_user_id_contact_id_started_at_idx ON calls (user_id, contact_id, started_at DESC, id DESC) WHERE contact_id IS NOT NULL;
-- Two more orders of the list, and what few calls have: each such list has an index in its order.
CREATE INDEX calls_user_id_duration_seconds_idx ON calls (user_id, duration_seconds DESC, id DESC);
CREATE INDEX calls_user_id_person_key_idx ON calls (user_id, person_key, started_at DESC, id DESC);
CREATE INDEX calls_recorded_idx ON calls (user_id, started_at DESC, id DESC) WHERE has_audio OR recording_storage_key IS NOT NULL;
CREATE INDEX calls_noted_idx ON calls (user_id, started_at DESC, id DESC) WHERE notes IS NOT NULL;
-- Two more orders of the list of calls beside the filters that go with them.
CREATE INDEX calls_user_id_status_duration_seconds_idx ON calls (user_id, status, duration_seconds DESC, id DESC) WHERE status <> 'completed';

-- Deferred: a contact and the call that made it are written in one transaction, the contact first.
ALTER TABLE contacts
  ADD CONSTRAINT contacts_auto_created_from_call_id_fkey FOREIGN KEY (auto_created_from_call_id, user_id)
    REFERENCES calls (id, user_id) ON DELETE SET NULL (auto_created_from_call_id) DEFERRABLE INITIALLY DEFERRED;

-- What was said in a call.
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

-- How promising a call was: scores, tag and calls to action, at most one row a call.
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
  is_qualified boolean NOT NULL,
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
  call_started_at timestamptz NOT NULL,
  person_key text NOT NULL,
  call_source varchar(16) NOT NULL,
  lead_type varchar(16) NOT NULL,
  ai_total_score integer,
  ai_lead_status_tag varchar(16) NOT NULL,
  ai_is_qualified boolean NOT NULL,
  override_score integer,
  override_tag varchar(16),
  override_is_qualified boolean,
  override_reason text,
  overridden_at timestamptz,
  overridden_by uuid,
  notified_at timestamptz,
  unread_at timestamptz,
  is_counted boolean NOT NULL,
  CONSTRAINT lead_analytics_pkey PRIMARY KEY (id),
  CONSTRAINT lead_analytics_call_id_key UNIQUE (call_id),
  CONSTRAINT lead_analytics_overridden_by_fkey FOREIGN KEY (overridden_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT lead_analytics_call_fkey FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT lead_analytics_intent_score_is_percent CHECK (intent_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_urgency_score_is_percent CHECK (urgency_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_budget_score_is_percent CHECK (budget_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_fit_score_is_percent CHECK (fit_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_engagement_score_is_percent CHECK (engagement_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_ai_total_score_is_percent CHECK (ai_total_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_ai_tag_is_known CHECK (ai_lead_status_tag IN ('hot', 'warm', 'cold')),
  CONSTRAINT lead_analytics_override_score_is_percent CHECK (override_score BETWEEN 0 AND 100),
  CONSTRAINT lead_analytics_override_tag_is_known CHECK (override_tag IN ('hot', 'warm', 'cold')),
  CONSTRAINT lead_analytics_override_is_whole CHECK (
    num_nonnulls(override_score, override_tag, override_is_qualified, override_reason, overridden_at) IN (0, 5)
    AND (overridden_by IS NULL OR override_score IS NOT NULL)),
  CONSTRAINT lead_analytics_override_has_a_reason CHECK (override_reason ~ '\S' AND length(override_reason) <= 1000)
) WITH (fillfactor = 90);
CREATE INDEX lead_analytics_user_id_call_started_at_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC);
CREATE INDEX lead_analytics_lead_status_tag_idx ON lead_analytics (user_id, lead_status_tag, call_started_at DESC, call_id DESC);
CREATE INDEX lead_analytics_qualified_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE is_qualified;
CREATE INDEX lead_analytics_cta_pricing_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_pricing_clicked;
CREATE INDEX lead_analytics_cta_demo_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_demo_clicked;
CREATE INDEX lead_analytics_cta_followup_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_followup_clicked;
CREATE INDEX lead_analytics_cta_sample_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_sample_clicked;
CREATE INDEX lead_analytics_cta_human_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE cta_escalated_to_human;
-- The calls of a person that showed a lead, as one row: what the list of leads is read from, in each of its orders.
CREATE INDEX lead_analytics_user_id_person_key_idx ON lead_analytics (user_id, person_key, call_started_at DESC, call_id DESC);
CREATE INDEX lead_analytics_user_id_total_score_idx ON lead_analytics (user_id, total_score DESC, call_id DESC) WHERE total_score IS NOT NULL;
CREATE INDEX lead_analytics_lead_status_tag_total_score_idx ON lead_analytics (user_id, lead_status_tag, total_score DESC, call_id DESC)
  WHERE total_score IS NOT NULL;
-- Whoever deletes an account would read these tables whole, once for each key that leads to users; most rows name nobody.
CREATE INDEX lead_analytics_overridden_by_idx ON lead_analytics (overridden_by) WHERE overridden_by IS NOT NULL;
CREATE INDEX lead_analytics_notable_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE notified_at IS NOT NULL;
CREATE INDEX lead_analytics_unread_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) INCLUDE (unread_at) WHERE unread_at IS NOT NULL;
CREATE INDEX lead_analytics_demo_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE demo_scheduled_at IS NOT NULL;

-- How a call went, at most one row a call.
CREATE TABLE agent_call_outcomes (
  id uuid NOT NULL DEFAULT uuid_v7(),
  agent_id uuid NOT NULL,
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  call_date date NOT NULL,
  outcome varchar(16) NOT NULL,
  call_quality_score numeric(3,1),
  customer_satisfaction numeric(3,1),
  is_qualified_lead boolean NOT NULL,
  lead_temperature varchar(16),
  sentiment_score numeric(4,3),
  key_topics text[] NOT NULL DEFAULT '{}',
  objections_raised text[] NOT NULL DEFAULT '{}',
  next_steps text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  call_started_at timestamptz NOT NULL,
  person_key text NOT NULL,
  call_source varchar(16) NOT NULL,
  lead_type varchar(16) NOT NULL,
  provider_outcome varchar(16) NOT NULL,
  edited_outcome varchar(16),
  edited_at timestamptz,
  edited_by uuid,
  is_counted boolean NOT NULL,
  CONSTRAINT agent_call_outcomes_pkey PRIMARY KEY (id),
  CONSTRAINT agent_call_outcomes_call_id_key UNIQUE (call_id),
  CONSTRAINT agent_call_outcomes_edited_by_fkey FOREIGN KEY (edited_by) REFERENCES users (id),
  CONSTRAINT agent_call_outcomes_call_fkey FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT agent_call_outcomes_outcome_is_known
    CHECK (outcome IN ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected')),
  CONSTRAINT agent_call_outcomes_call_quality_score_is_1_to_10 CHECK (call_quality_score BETWEEN 1 AND 10),
  CONSTRAINT agent_call_outcomes_customer_satisfaction_is_1_to_10 CHECK (customer_satisfaction BETWEEN 1 AND 10),
  CONSTRAINT agent_call_outcomes_sentiment_score_is_in_range CHECK (sentiment_score BETWEEN -1 AND 1),
  CONSTRAINT agent_call_outcomes_lead_temperature_is_known
    CHECK (lead_temperature IN ('hot', 'warm', 'cold', 'not_interested')),
  CONSTRAINT agent_call_outcomes_provider_outcome_is_known
    CHECK (provider_outcome IN ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected')),
  CONSTRAINT agent_call_outcomes_edited_outcome_is_known
    CHECK (edited_outcome IN ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'disconnected')),
  CONSTRAINT agent_call_outcomes_edited_at_a_moment CHECK ((edited_outcome IS NULL) = (edited_at IS NULL))
);
CREATE INDEX agent_call_outcomes_user_id_outcome_idx ON agent_call_outcomes (user_id, outcome, call_started_at DESC, call_id DESC);
CREATE INDEX agent_call_outcomes_edited_by_idx ON agent_call_outcomes (edited_by) WHERE edited_by IS NOT NULL;
-- The means of an agent's period are read from this alone.
CREATE INDEX agent_call_outcomes_rated_idx ON agent_call_outcomes (user_id, agent_id, call_date)
  INCLUDE (call_id, call_quality_score, customer_satisfaction)
  WHERE call_quality_score IS NOT NULL OR customer_satisfaction IS NOT NULL;

-- The ledger of credits; append-only, and users.credits is its newest balance.
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
  CONSTRAINT credit_transactions_call_id_user_id_fkey FOREIGN KEY (call_id, user_id)
    REFERENCES calls (id, user_id) ON DELETE SET NULL (call_id),
  CONSTRAINT credit_transactions_type_is_known
    CHECK (type IN ('purchase', 'usage', 'bonus', 'admin_adjustment', 'refund')),
  CONSTRAINT credit_transactions_amount_moves_credits CHECK (amount <> 0),
  CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type
    CHECK (CASE type WHEN 'usage' THEN amount < 0 WHEN 'purchase' THEN amount > 0 WHEN 'bonus' THEN amount > 0 ELSE true END),
  CONSTRAINT credit_transactions_charge_is_minutes_times_rate
    CHECK (type <> 'usage' OR is_correction OR conversation_id IS NULL OR amount = -quantity_minutes * unit_credits),
  CONSTRAINT credit_transactions_adjustment_names_its_admin CHECK (type <> 'admin_adjustment' OR created_by IS NOT NULL)
);
CREATE UNIQUE INDEX credit_transactions_one_charge_per_call ON credit_transactions (call_id)
  WHERE type = 'usage' AND NOT is_correction;
CREATE UNIQUE INDEX credit_transactions_one_charge_per_conversation ON credit_transactions (conversation_id)
  WHERE type = 'usage' AND NOT is_correction;
CREATE INDEX credit_transactions_conversation_id_idx ON credit_transactions (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX credit_transactions_call_id_idx ON credit_transactions (call_id) WHERE call_id IS NOT NULL;
CREATE UNIQUE INDEX credit_transactions_one_purchase_per_payment ON credit_transactions (stripe_payment_id)
  WHERE type = 'purchase';
CREATE INDEX credit_transactions_created_by_idx ON credit_transactions (created_by) WHERE created_by IS NOT NULL;

-- The inbox: every signed event of a provider, stored before it is processed.
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
  provider_agent_id varchar(128),
  CONSTRAINT webhook_events_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_events_provider_body_sha256_key UNIQUE (provider, body_sha256),
  CONSTRAINT webhook_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT webhook_events_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id) ON DELETE SET NULL (call_id),
  CONSTRAINT webhook_events_provider_is_known CHECK (provider IN ('elevenlabs', 'stripe')),
  CONSTRAINT webhook_events_status_is_known CHECK (status IN ('pending', 'waiting', 'processed', 'unsupported', 'quarantined')),
  CONSTRAINT webhook_events_body_is_in_one_place CHECK ((body IS NULL) <> (body_storage_key IS NULL)),
  CONSTRAINT webhook_events_set_aside_with_a_reason CHECK (status <> 'quarantined' OR reason IS NOT NULL),
  -- A key with a missing half is not looked up.
  CONSTRAINT webhook_events_call_has_a_tenant CHECK (call_id IS NULL OR user_id IS NOT NULL)
);
CREATE INDEX webhook_events_pending_idx ON webhook_events (provider, received_at, id) WHERE status = 'pending';
CREATE INDEX webhook_events_waiting_idx ON webhook_events (conversation_id) WHERE status = 'waiting';
-- Serves both keys: a deleted call finds its events by tenant and call.
CREATE INDEX webhook_events_user_id_call_id_idx ON webhook_events (user_id, call_id) WHERE user_id IS NOT NULL;
CREATE INDEX webhook_events_quarantined_idx ON webhook_events (provider) WHERE status = 'quarantined';

-- What a tenant means to do about a lead, and on which day.
CREATE TABLE follow_ups (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  lead_phone varchar(16),
  lead_email varchar(320),
  lead_name varchar(255),
  follow_up_date date NOT NULL,
  remark text,
  is_completed boolean NOT NULL DEFAULT false,
  follow_up_status varchar(16) NOT NULL DEFAULT 'pending',
  created_by uuid,
  completed_at timestamptz,
  completed_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  call_id uuid,
  person_key text,
  CONSTRAINT follow_ups_pkey PRIMARY KEY (id),
  CONSTRAINT follow_ups_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT follow_ups_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id),
  CONSTRAINT follow_ups_completed_by_fkey FOREIGN KEY (completed_by) REFERENCES users (id),
  CONSTRAINT follow_ups_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id) ON DELETE SET NULL (call_id),
  CONSTRAINT follow_ups_lead_phone_is_e164 CHECK (lead_phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT follow_ups_status_is_known CHECK (follow_up_status IN ('pending', 'completed', 'cancelled')),
  CONSTRAINT follow_ups_is_completed_follows_status CHECK (is_completed = (follow_up_status = 'completed')),
  CONSTRAINT follow_ups_completed_has_its_moment CHECK (is_completed = (completed_at IS NOT NULL)),
  CONSTRAINT follow_ups_completed_by_only_when_completed CHECK (is_completed OR completed_by IS NULL),
  CONSTRAINT follow_ups_lead_can_be_identified CHECK (person_key IS NOT NULL)
);
CREATE INDEX follow_ups_user_id_follow_up_date_idx ON follow_ups (user_id, follow_up_date);
CREATE INDEX follow_ups_call_id_idx ON follow_ups (call_id) WHERE call_id IS NOT NULL;
CREATE UNIQUE INDEX follow_ups_one_pending_per_person_and_day ON follow_ups (user_id, person_key, follow_up_date)
  WHERE follow_up_status = 'pending';
CREATE INDEX follow_ups_user_id_person_key_idx ON follow_ups (user_id, person_key, follow_up_date);
CREATE INDEX follow_ups_user_id_status_date_idx ON follow_ups (user_id, follow_up_status, follow_up_date, id);
CREATE INDEX follow_ups_user_id_completed_at_idx ON follow_ups (user_id, completed_at, id) WHERE is_completed;
CREATE INDEX follow_ups_created_by_idx ON follow_ups (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX follow_ups_completed_by_idx ON follow_ups (completed_by) WHERE completed_by IS NOT NULL;

-- A contact that became a customer.
CREATE TABLE customers (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  customer_reference_number varchar(24) NOT NULL,
  name varchar(255) NOT NULL,
  email varchar(320),
  phone varchar(16),
  company varchar(255),
  status varchar(16) NOT NULL DEFAULT 'Active',
  conversion_date timestamptz NOT NULL DEFAULT now(),
  original_lead_source varchar(64),
  assigned_sales_rep varchar(255),
  last_interaction_date timestamptz,
  notes text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  person_key text,
  origin_call_id uuid,
  name_search text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED,
  last_name_search text COLLATE "C" GENERATED ALWAYS AS (lower(substring(name FROM '\s(\S+)$'))) STORED,
  email_search text COLLATE "C" GENERATED ALWAYS AS (lower(email)) STORED,
  company_search text COLLATE "C" GENERATED ALWAYS AS (lower(company)) STORED,
  CONSTRAINT customers_pkey PRIMARY KEY (id),
  CONSTRAINT customers_customer_reference_number_key UNIQUE (customer_reference_number),
  CONSTRAINT customers_one_per_contact UNIQUE (contact_id),
  CONSTRAINT customers_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT customers_user_id_person_key_key UNIQUE (user_id, person_key),
  CONSTRAINT customers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  -- A contact that became a customer stays: delete the customer first.
  CONSTRAINT customers_contact_id_user_id_fkey FOREIGN KEY (contact_id, user_id) REFERENCES contacts (id, user_id),
  CONSTRAINT customers_origin_call_id_user_id_fkey FOREIGN KEY (origin_call_id, user_id)
    REFERENCES calls (id, user_id) ON DELETE SET NULL (origin_call_id),
  CONSTRAINT customers_status_is_known CHECK (status IN ('Active', 'Inactive', 'Churned', 'On Hold')),
  CONSTRAINT customers_phone_is_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT customers_reference_has_its_form CHECK (customer_reference_number ~ '^CUST-[0-9]{4}-([0-9]{4}|[1-9][0-9]{4,})$')
);
CREATE INDEX customers_user_id_conversion_date_idx ON customers (user_id, conversion_date DESC, id DESC);
CREATE INDEX customers_status_conversion_date_idx ON customers (user_id, status, conversion_date DESC, id DESC);
CREATE INDEX customers_origin_call_id_idx ON customers (origin_call_id);
CREATE INDEX customers_phone_idx ON customers (user_id, phone);
CREATE INDEX customers_email_search_idx ON customers (user_id, email_search);

-- What became of a customer: conversion and every change that matters, written by a trigger and never changed.
CREATE TABLE customer_events (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind varchar(24) NOT NULL,
  from_value text,
  to_value text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT customer_events_pkey PRIMARY KEY (id),
  CONSTRAINT customer_events_customer_id_user_id_fkey FOREIGN KEY (customer_id, user_id) REFERENCES customers (id, user_id) ON DELETE CASCADE,
  CONSTRAINT customer_events_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT customer_events_kind_is_known CHECK (
    kind IN ('converted', 'status_changed', 'sales_rep_changed', 'note_changed', 'details_changed'))
);
CREATE INDEX customer_events_customer_id_idx ON customer_events (customer_id, created_at DESC, id DESC);
CREATE INDEX customer_events_created_by_idx ON customer_events (created_by) WHERE created_by IS NOT NULL;

-- What a row of a file says of a person, and what becomes of it.
CREATE TABLE contact_import_rows (
  import_id uuid NOT NULL,
  user_id uuid NOT NULL,
  row_number integer NOT NULL,
  line integer NOT NULL,
  name varchar(255),
  phone_number varchar(16),
  email varchar(320),
  company varchar(255),
  notes text,
  verdict varchar(8) NOT NULL,
  reason varchar(32),
  other_line integer,
  target_contact uuid,
  former jsonb,
  undo_reason varchar(32),
  phone_extension varchar(8),
  left_out jsonb,
  CONSTRAINT contact_import_rows_pkey PRIMARY KEY (import_id, row_number),
  CONSTRAINT contact_import_rows_import_id_user_id_fkey FOREIGN KEY (import_id, user_id)
    REFERENCES contact_imports (id, user_id) ON DELETE CASCADE,
  CONSTRAINT contact_import_rows_verdict_is_known CHECK (verdict IN ('create', 'update', 'skip')),
  CONSTRAINT contact_import_rows_skipped_for_a_reason CHECK ((verdict = 'skip') = (reason IS NOT NULL)),
  CONSTRAINT contact_import_rows_others_have_a_target CHECK (verdict = 'skip' OR target_contact IS NOT NULL),
  CONSTRAINT contact_import_rows_left_out_is_a_list CHECK (jsonb_typeof(left_out) = 'array' AND left_out <> '[]')
);
CREATE INDEX contact_import_rows_verdict_idx ON contact_import_rows (import_id, verdict, row_number);
CREATE INDEX contact_import_rows_kept_idx ON contact_import_rows (import_id, row_number) WHERE undo_reason IS NOT NULL;
CREATE INDEX contact_import_rows_left_out_idx ON contact_import_rows (import_id, row_number) WHERE left_out IS NOT NULL;

-- Contacts that were deleted and can come back for 7 days.
CREATE TABLE deleted_contacts (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  deletion_id uuid NOT NULL,
  contact jsonb NOT NULL,
  call_ids uuid[] NOT NULL DEFAULT '{}',
  deleted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT deleted_contacts_pkey PRIMARY KEY (id),
  CONSTRAINT deleted_contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX deleted_contacts_user_id_deletion_id_idx ON deleted_contacts (user_id, deletion_id);
CREATE INDEX deleted_contacts_deleted_at_idx ON deleted_contacts (deleted_at);

-- The words by which each call is found; tenants reach it by functions alone.
CREATE TABLE call_searches (
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  words tsvector NOT NULL,
  digest bytea,
  CONSTRAINT call_searches_pkey PRIMARY KEY (call_id),
  CONSTRAINT call_searches_call_id_user_id_fkey FOREIGN KEY (call_id, user_id)
    REFERENCES calls (id, user_id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX call_searches_words_idx ON call_searches USING gin (words) WITH (gin_pending_list_limit = 4096);

-- A list that somebody comes back to: the address's query under a name.
CREATE TABLE saved_views (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  page varchar(32) NOT NULL,
  name varchar(60) NOT NULL,
  query varchar(2000) NOT NULL,
  position integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT saved_views_pkey PRIMARY KEY (id),
  CONSTRAINT saved_views_user_id_page_name_key UNIQUE (user_id, page, name),
  CONSTRAINT saved_views_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT saved_views_page_is_a_path CHECK (page ~ '^(/[a-z-]+)+$'),
  CONSTRAINT saved_views_name_says_something CHECK (btrim(name) = name AND name <> '')
);

-- What announcements of changes are proved and their tenants named with; no role of the application reads it but to listen.
CREATE TABLE announcement_key (
  only_row boolean NOT NULL DEFAULT true,
  secret bytea NOT NULL,
  CONSTRAINT announcement_key_pkey PRIMARY KEY (only_row),
  CONSTRAINT announcement_key_is_one_row CHECK (only_row),
  CONSTRAINT announcement_key_is_long CHECK (octet_length(secret) = 32)
);

-- Calls whose words a job is to make.
CREATE TABLE call_search_queue (
  id uuid NOT NULL DEFAULT uuid_v7(),
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT call_search_queue_pkey PRIMARY KEY (id),
  CONSTRAINT call_search_queue_call_id_user_id_fkey FOREIGN KEY (call_id, user_id)
    REFERENCES calls (id, user_id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX call_search_queue_call_id_idx ON call_search_queue (call_id);

-- Days of a tenant whose calls' words a job is to make anew, newest call first.
CREATE TABLE call_search_rebuilds (
  user_id uuid NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  before_started_at timestamptz,
  before_call_id uuid,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  postponed_at timestamptz,
  CONSTRAINT call_search_rebuilds_pkey PRIMARY KEY (user_id, first_day, last_day),
  CONSTRAINT call_search_rebuilds_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT call_search_rebuilds_place_is_whole CHECK ((before_started_at IS NULL) = (before_call_id IS NULL))
);

-- Calls whose words could not be made; the audit shows them.
CREATE TABLE call_search_failures (
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  reason text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT call_search_failures_pkey PRIMARY KEY (call_id),
  CONSTRAINT call_search_failures_call_id_user_id_fkey FOREIGN KEY (call_id, user_id)
    REFERENCES calls (id, user_id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- Processes that take background jobs, each while it lives and for an hour after it died.
CREATE TABLE job_processes (
  id uuid NOT NULL,
  name varchar(128) NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  beat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  worked_at timestamptz,
  worker_ids text[] NOT NULL DEFAULT '{}',
  CONSTRAINT job_processes_pkey PRIMARY KEY (id)
);

-- What the processes that take jobs have counted, all of them together, for the metrics.
CREATE TABLE job_totals (
  metric varchar(32) NOT NULL,
  label varchar(64) NOT NULL,
  value double precision NOT NULL DEFAULT 0,
  CONSTRAINT job_totals_pkey PRIMARY KEY (metric, label),
  CONSTRAINT job_totals_only_grow CHECK (value >= 0)
);

-- By how much each statement of a transaction moves the rollups; its rows are gone before the transaction ends.
CREATE UNLOGGED TABLE rollup_changes (
  transaction bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  place bigint GENERATED BY DEFAULT AS IDENTITY,
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

-- lz4 compresses transcripts and raw events several times faster than the default, where the server was built with it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE transcripts ALTER COLUMN content SET COMPRESSION lz4, ALTER COLUMN speaker_segments SET COMPRESSION lz4;
    ALTER TABLE webhook_events ALTER COLUMN body SET COMPRESSION lz4;
  END IF;
END $$;

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
  ('session_duration_hours', '168', 'integer', '168', 1, 8760, 'Hours that a sign-in lasts'),
  ('minimum_credit_purchase', '100', 'integer', '100', 1, 1000000, 'Fewest credits that can be bought at once'),
  ('max_login_attempts', '5', 'integer', '5', 1, 100, 'Failed sign-ins after which an account is locked for a while'),
  ('lockout_duration_minutes', '15', 'integer', '15', 1, 10080, 'Minutes that an account stays locked after too many failed sign-ins'),
  ('password_min_length', '8', 'integer', '8', 8, 72, 'Fewest characters of a new password'),
  ('require_email_verification', 'true', 'boolean', 'true', NULL, NULL, 'Whether an address must be verified before its first sign-in'),
  ('password_reset_token_expiry_hours', '1', 'integer', '1', 1, 72, 'Hours that a link for a new password works'),
  ('kpi_refresh_interval_minutes', '5', 'integer', '5', 1, 1440, 'Fewest minutes between two refreshes of user_kpi_summary'),
  ('max_contacts_per_upload', '10000', 'integer', '10000', 1, 1000000, 'Most contacts that one upload may hold'),
  ('feature.auto_create_contacts', 'true', 'boolean', 'true', NULL, NULL, 'Whether an unknown caller of an ended inbound call becomes a contact'),
  ('require_admin_second_factor', 'false', 'boolean', 'false', NULL, NULL, 'Whether administrators must give a second factor'),
  ('account_deletion_grace_days', '14', 'integer', '14', 1, 90, 'Days between the wish to delete an account and its deletion');

INSERT INTO kpi_refresh_state DEFAULT VALUES;

INSERT INTO audit_chain_head DEFAULT VALUES;

INSERT INTO announcement_key (secret)
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
