-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them. A view keeps the columns that its table had when it was made:
-- a table that gains one needs this file applied again, as calls and lead_analytics did for the person, and leads for judgements.
CREATE SCHEMA IF NOT EXISTS absent;
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.transcripts_old AS SELECT * FROM public.transcripts WHERE false;
CREATE OR REPLACE VIEW absent.transcripts_new AS SELECT * FROM public.transcripts WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_old AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_new AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.changed_old AS SELECT NULL::uuid AS user_id WHERE false;
CREATE OR REPLACE VIEW absent.changed_new AS SELECT NULL::uuid AS user_id WHERE false;
