-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them. A view keeps the columns that its table had when it was made:
-- a table that gains one needs this file applied again, as calls and lead_analytics did for the person, and leads for judgements.
CREATE SCHEMA IF NOT EXISTS absent;
COMMENT ON SCHEMA absent IS 'Empty stand-ins for the transition tables that an insert or a delete lacks';
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
CREATE OR REPLACE VIEW absent.user_days_old AS SELECT NULL::date AS date WHERE false;
CREATE OR REPLACE VIEW absent.user_days_new AS SELECT NULL::date AS date WHERE false;
CREATE OR REPLACE VIEW absent.changed_old AS SELECT NULL::uuid AS user_id WHERE false;
CREATE OR REPLACE VIEW absent.changed_new AS SELECT NULL::uuid AS user_id WHERE false;
COMMENT ON VIEW absent.calls_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.calls_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.leads_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.leads_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.outcomes_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.outcomes_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.transcripts_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.transcripts_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.agent_days_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.agent_days_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.user_days_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.user_days_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.changed_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.changed_new IS 'Empty stand-in for the new rows of a statement that has none';
