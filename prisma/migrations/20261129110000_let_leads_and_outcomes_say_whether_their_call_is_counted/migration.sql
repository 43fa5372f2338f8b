-- A call is counted when it is completed or failed, and its lead and outcome carry that by the same key as its agent and day: what a
-- rate divides then comes from the calls that it counts.
ALTER TABLE calls ADD COLUMN is_counted boolean NOT NULL
  GENERATED ALWAYS AS (status IN ('completed', 'failed')) STORED;

ALTER TABLE lead_analytics DROP CONSTRAINT lead_analytics_call_fkey, ADD COLUMN is_counted boolean;
ALTER TABLE agent_call_outcomes DROP CONSTRAINT agent_call_outcomes_call_fkey, ADD COLUMN is_counted boolean;
ALTER TABLE calls
  DROP CONSTRAINT calls_facts_key,
  ADD CONSTRAINT calls_facts_key
    UNIQUE (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted);

ALTER TABLE lead_analytics DISABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes DISABLE TRIGGER USER;
UPDATE lead_analytics l SET is_counted = c.is_counted FROM calls c WHERE c.id = l.call_id;
UPDATE agent_call_outcomes o SET is_counted = c.is_counted FROM calls c WHERE c.id = o.call_id;
ALTER TABLE lead_analytics ENABLE TRIGGER USER;
ALTER TABLE agent_call_outcomes ENABLE TRIGGER USER;

ALTER TABLE lead_analytics
  ALTER COLUMN is_counted SET NOT NULL,
  ADD CONSTRAINT lead_analytics_call_fkey
    FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted)
    ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE agent_call_outcomes
  ALTER COLUMN is_counted SET NOT NULL,
  ADD CONSTRAINT agent_call_outcomes_call_fkey
    FOREIGN KEY (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted)
    REFERENCES calls (id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, is_counted)
    ON UPDATE CASCADE ON DELETE CASCADE;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
