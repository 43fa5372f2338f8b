-- The tables of people, targets, caches and security beside the path from a webhook to a tenant's figures.

-- A lead and an outcome carry the moment at which their call began, by the same key as its agent and day: hours follow from it.
ALTER TABLE calls ADD CONSTRAINT calls_moment_key UNIQUE (id, user_id, agent_id, call_date, started_at);
ALTER TABLE lead_analytics ADD COLUMN call_started_at timestamptz;
ALTER TABLE agent_call_outcomes ADD COLUMN call_started_at timestamptz;
ALTER TABLE lead_analytics DISABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes DISABLE TRIGGER USER;
UPDATE lead_analytics l SET call_started_at = c.started_at FROM calls c WHERE c.id = l.call_id;
UPDATE agent_call_outcomes o SET call_started_at = c.started_at FROM calls c WHERE c.id = o.call_id;
ALTER TABLE lead_analytics ENABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes ENABLE TRIGGER USER;
ALTER TABLE lead_analytics
  ALTER COLUMN call_started_at SET NOT NULL,
  DROP CONSTRAINT lead_analytics_call_fkey,
  ADD CONSTRAINT lead_analytics_call_fkey FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE agent_call_outcomes
  ALTER COLUMN call_started_at SET NOT NULL,
  DROP CONSTRAINT agent_call_outcomes_call_fkey,
  ADD CONSTRAINT agent_call_outcomes_call_fkey FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE calls DROP CONSTRAINT calls_rollup_key;

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
  CONSTRAINT phone_numbers_id_assigned_to_user_id_key UNIQUE (id, assigned_to_user_id),
  CONSTRAINT phone_numbers_elevenlabs_phone_number_id_key UNIQUE (elevenlabs_phone_number_id),
  CONSTRAINT phone_numbers_assigned_to_user_id_fkey FOREIGN KEY (assigned_to_user_id) REFERENCES users (id),
  CONSTRAINT phone_numbers_created_by_admin_id_fkey FOREIGN KEY (created_by_admin_id) REFERENCES users (id),
  CONSTRAINT phone_numbers_phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$')
);
CREATE UNIQUE INDEX phone_numbers_one_active_number ON phone_numbers (phone_number) WHERE is_active;
CREATE INDEX phone_numbers_assigned_to_user_id_idx ON phone_numbers (assigned_to_user_id) WHERE assigned_to_user_id IS NOT NULL;

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
  CONSTRAINT follow_ups_pkey PRIMARY KEY (id),
  CONSTRAINT follow_ups_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT follow_ups_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT follow_ups_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id),
  CONSTRAINT follow_ups_completed_by_fkey FOREIGN KEY (completed_by) REFERENCES users (id),
  CONSTRAINT follow_ups_lead_phone_is_e164 CHECK (lead_phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT follow_ups_lead_can_be_identified CHECK (lead_phone IS NOT NULL OR lead_email IS NOT NULL),
  CONSTRAINT follow_ups_status_is_known CHECK (follow_up_status IN ('pending', 'completed', 'cancelled')),
  CONSTRAINT follow_ups_is_completed_follows_status CHECK (is_completed = (follow_up_status = 'completed')),
  CONSTRAINT follow_ups_completed_has_its_moment CHECK (is_completed = (completed_at IS NOT NULL)),
  CONSTRAINT follow_ups_completed_by_only_when_completed CHECK (is_completed OR completed_by IS NULL)
);
CREATE INDEX follow_ups_user_id_follow_up_date_idx ON follow_ups (user_id, follow_up_date);

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
  CONSTRAINT customers_pkey PRIMARY KEY (id),
  CONSTRAINT customers_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT customers_customer_reference_number_key UNIQUE (customer_reference_number),
  CONSTRAINT customers_one_per_contact UNIQUE (contact_id),
  CONSTRAINT customers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  -- A contact that became a customer stays: delete the customer first.
  CONSTRAINT customers_contact_id_user_id_fkey FOREIGN KEY (contact_id, user_id) REFERENCES contacts (id, user_id),
  CONSTRAINT customers_status_is_known CHECK (status IN ('Active', 'Inactive', 'Churned', 'On Hold')),
  CONSTRAINT customers_phone_is_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT customers_reference_has_its_form CHECK (customer_reference_number ~ '^CUST-[0-9]{4}-([0-9]{4}|[1-9][0-9]{4,})$')
);
CREATE INDEX customers_user_id_conversion_date_idx ON customers (user_id, conversion_date DESC);

-- The newest number given to a customer converted in a year, among all tenants: references are unique everywhere.
CREATE TABLE customer_reference_counters (
  year integer NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT customer_reference_counters_pkey PRIMARY KEY (year),
  CONSTRAINT customer_reference_counters_year_has_four_digits CHECK (year BETWEEN 1000 AND 9999),
  CONSTRAINT customer_reference_counters_last_number_counts CHECK (last_number >= 1)
);

-- The tenant's days once more without hours: what trends and exports read.
CREATE TABLE user_daily_analytics (LIKE user_analytics INCLUDING DEFAULTS INCLUDING GENERATED)
  WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE user_daily_analytics
  DROP COLUMN hour,
  ADD CONSTRAINT user_daily_analytics_pkey PRIMARY KEY (id),
  ADD CONSTRAINT user_daily_analytics_user_id_date_key UNIQUE (user_id, date),
  ADD CONSTRAINT user_daily_analytics_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);

-- A tenant's days, weeks (from Monday) and months. Durations are seconds; rates and averages follow from the counters.
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

CREATE TABLE login_attempts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  email varchar(320) NOT NULL,
  ip_address inet,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  success boolean NOT NULL,
  failure_reason varchar(64),
  CONSTRAINT login_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT login_attempts_email_is_lower_case CHECK (email = lower(email)),
  CONSTRAINT login_attempts_failed_for_a_reason CHECK (success = (failure_reason IS NULL))
);
CREATE INDEX login_attempts_email_attempted_at_idx ON login_attempts (email, attempted_at);
CREATE INDEX login_attempts_attempted_at_idx ON login_attempts (attempted_at);

CREATE TABLE password_reset_attempts (
  id uuid NOT NULL DEFAULT uuid_v7(),
  email varchar(320) NOT NULL,
  ip_address inet,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  success boolean NOT NULL,
  CONSTRAINT password_reset_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT password_reset_attempts_email_is_lower_case CHECK (email = lower(email))
);
CREATE INDEX password_reset_attempts_email_attempted_at_idx ON password_reset_attempts (email, attempted_at);
CREATE INDEX password_reset_attempts_attempted_at_idx ON password_reset_attempts (attempted_at);

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
  CONSTRAINT admin_audit_log_pkey PRIMARY KEY (id),
  CONSTRAINT admin_audit_log_admin_user_id_fkey FOREIGN KEY (admin_user_id) REFERENCES users (id),
  CONSTRAINT admin_audit_log_target_user_id_fkey FOREIGN KEY (target_user_id) REFERENCES users (id)
);

-- Changes are percentages of the period before; a change from zero, or of what was unknown, is NULL.
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
  CONSTRAINT agent_performance_trends_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id)
    REFERENCES agents (id, user_id) ON DELETE CASCADE,
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

-- target_date is the first day of the period. Achievement is the mean over the targets that are set of actual / target, each
-- at most 100 percent, so that too many calls do not make up for missing leads; no calls yet achieve nothing.
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
  target_success_rate numeric(5, 2),
  target_leads integer,
  target_conversion_rate numeric(5, 2),
  actual_calls integer NOT NULL DEFAULT 0,
  actual_successful_calls integer NOT NULL DEFAULT 0,
  actual_leads integer NOT NULL DEFAULT 0,
  actual_success_rate numeric GENERATED ALWAYS AS (round(100.0 * actual_successful_calls / nullif(actual_calls, 0), 2)) STORED,
  actual_conversion_rate numeric GENERATED ALWAYS AS (round(100.0 * actual_leads / nullif(actual_calls, 0), 2)) STORED,
  achievement_percentage numeric GENERATED ALWAYS AS (round(100.0 * (
      CASE WHEN target_calls IS NULL THEN 0 ELSE least(actual_calls::numeric / target_calls, 1) END
      + CASE WHEN target_success_rate IS NULL OR actual_calls = 0 THEN 0
          ELSE least(100.0 * actual_successful_calls / actual_calls / target_success_rate, 1) END
      + CASE WHEN target_leads IS NULL THEN 0 ELSE least(actual_leads::numeric / target_leads, 1) END
      + CASE WHEN target_conversion_rate IS NULL OR actual_calls = 0 THEN 0
          ELSE least(100.0 * actual_leads / actual_calls / target_conversion_rate, 1) END
    ) / nullif(num_nonnulls(target_calls, target_success_rate, target_leads, target_conversion_rate), 0), 2)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agent_targets_pkey PRIMARY KEY (id),
  CONSTRAINT agent_targets_id_user_id_key UNIQUE (id, user_id),
  CONSTRAINT agent_targets_agent_period_key UNIQUE (agent_id, user_id, target_type, target_date),
  CONSTRAINT agent_targets_agent_id_user_id_fkey FOREIGN KEY (agent_id, user_id)
    REFERENCES agents (id, user_id) ON DELETE CASCADE,
  CONSTRAINT agent_targets_type_is_known CHECK (target_type IN ('daily', 'weekly', 'monthly', 'quarterly')),
  CONSTRAINT agent_targets_date_begins_its_period CHECK (target_date = date_trunc(
    CASE target_type WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month' WHEN 'quarterly' THEN 'quarter' ELSE 'day' END,
    target_date::timestamp)::date),
  CONSTRAINT agent_targets_has_a_target
    CHECK (num_nonnulls(target_calls, target_success_rate, target_leads, target_conversion_rate) > 0),
  CONSTRAINT agent_targets_calls_is_positive CHECK (target_calls > 0),
  CONSTRAINT agent_targets_leads_is_positive CHECK (target_leads > 0),
  CONSTRAINT agent_targets_success_rate_is_percent CHECK (target_success_rate > 0 AND target_success_rate <= 100),
  CONSTRAINT agent_targets_conversion_rate_is_percent CHECK (target_conversion_rate > 0 AND target_conversion_rate <= 100)
) WITH (fillfactor = 80);
CREATE INDEX agent_targets_user_id_target_date_idx ON agent_targets (user_id, target_date);

-- Counts changes of what the KPI view shows: a sequence makes no writer wait for another.
CREATE SEQUENCE user_kpi_summary_changes;
