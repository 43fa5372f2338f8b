-- Ingestion writes a call, its lead and its transcript one after another, and asks for their words once, after all of them. Who holds
-- them and never releases them is found by the audit. A failure leaves the calls unfound, never unwritten.
CREATE OR REPLACE FUNCTION hold_call_searches() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.call_searches', 'held', true) $$;
COMMENT ON FUNCTION hold_call_searches() IS 'Until release_call_searches, triggers ask for no words by which calls are found';

CREATE OR REPLACE FUNCTION release_call_searches(written uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM set_config('app.call_searches', '', true);
  BEGIN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (written) ORDER BY id;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error('call_search_queue', 'INSERT', SQLSTATE, SQLERRM, context);
  END;
END $$;
COMMENT ON FUNCTION release_call_searches(uuid[]) IS 'Lets the calls wait for their words that the transaction has written since hold_call_searches';
