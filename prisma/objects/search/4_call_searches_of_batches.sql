-- Ingestion writes a call, its lead and its transcript one after another, and asks for their words once, after all of them: reading
-- and indexing these takes longer than anything else about a call. Who holds them and never releases them is found by the audit.
-- A failure leaves the calls unfound, never unwritten.
-- depends on: search/2_call_search_words.sql
CREATE OR REPLACE FUNCTION hold_call_searches() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.call_searches', 'held', true) $$;
COMMENT ON FUNCTION hold_call_searches() IS 'Until release_call_searches, triggers leave the words by which calls are found as they are';

CREATE OR REPLACE FUNCTION release_call_searches(written uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM set_config('app.call_searches', '', true);
  BEGIN
    PERFORM write_call_searches(written);
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error('call_searches', 'INSERT', SQLSTATE, SQLERRM, context);
  END;
END $$;
COMMENT ON FUNCTION release_call_searches(uuid[]) IS 'Makes the words of the calls anew that the transaction has written since hold_call_searches';
