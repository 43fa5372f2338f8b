-- The calls of a person that showed a lead, as one row: what the list of leads is read from, in each of its orders.
CREATE INDEX lead_analytics_user_id_person_key_idx ON lead_analytics (user_id, person_key, call_started_at DESC, call_id DESC);

CREATE TABLE leads (
  id uuid NOT NULL DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  person_key text NOT NULL,
  identity_kind varchar(8) NOT NULL GENERATED ALWAYS AS (
    CASE WHEN person_key LIKE '+%' THEN 'phone' WHEN person_key LIKE '%@%' THEN 'email' ELSE 'call' END) STORED,
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
