-- A call names the person it was with, and its lead and outcome carry that, its source and its direction by the same key as its
-- agent, day and beginning: what is counted by person or by channel follows from them alone.
ALTER TABLE calls ADD COLUMN person_key text NOT NULL
  GENERATED ALWAYS AS (coalesce(phone_number, lower(caller_email), id::text)) STORED;
ALTER TABLE calls ADD CONSTRAINT calls_facts_key
  UNIQUE (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type);

ALTER TABLE lead_analytics
  DROP CONSTRAINT lead_analytics_call_fkey,
  ADD COLUMN person_key text,
  ADD COLUMN call_source varchar(16),
  ADD COLUMN lead_type varchar(16);
ALTER TABLE agent_call_outcomes
  DROP CONSTRAINT agent_call_outcomes_call_fkey,
  ADD COLUMN person_key text,
  ADD COLUMN call_source varchar(16),
  ADD COLUMN lead_type varchar(16);
ALTER TABLE calls DROP CONSTRAINT calls_moment_key;

ALTER TABLE lead_analytics DISABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes DISABLE TRIGGER USER;
UPDATE lead_analytics l SET person_key = c.person_key, call_source = c.call_source, lead_type = c.lead_type
  FROM calls c WHERE c.id = l.call_id;
UPDATE agent_call_outcomes o SET person_key = c.person_key, call_source = c.call_source, lead_type = c.lead_type
  FROM calls c WHERE c.id = o.call_id;
ALTER TABLE lead_analytics ENABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes ENABLE TRIGGER USER;

ALTER TABLE lead_analytics
  ALTER COLUMN person_key SET NOT NULL,
  ALTER COLUMN call_source SET NOT NULL,
  ALTER COLUMN lead_type SET NOT NULL,
  ADD CONSTRAINT lead_analytics_call_fkey
    FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type)
    ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE agent_call_outcomes
  ALTER COLUMN person_key SET NOT NULL,
  ALTER COLUMN call_source SET NOT NULL,
  ALTER COLUMN lead_type SET NOT NULL,
  ADD CONSTRAINT agent_call_outcomes_call_fkey
    FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type)
    ON UPDATE CASCADE ON DELETE CASCADE;

-- object: core/call_started_at.sql removed
DROP FUNCTION trg_set_call_started_at() CASCADE;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
