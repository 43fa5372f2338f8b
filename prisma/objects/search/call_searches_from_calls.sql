-- The words by which a call is found follow its person, its number, its lead and its transcript, whatever is corrected or deleted: the
-- call waits for a job to make them. A failure leaves the call unfound, never unwritten. Ingestion holds them, and asks once for a
-- whole batch. The call is locked as its reference would lock it, so that one which is being deleted does not wait.
CREATE OR REPLACE FUNCTION trg_call_searches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  changed uuid[];
BEGIN
  IF current_setting('app.call_searches', true) = 'held' THEN
    RETURN NULL;
  END IF;
  changed := CASE TG_TABLE_NAME
    WHEN 'calls' THEN ARRAY(
      SELECT n.id FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
      WHERE o.id IS NULL OR (n.user_id, n.phone_number, n.caller_name, n.caller_email)
        IS DISTINCT FROM (o.user_id, o.phone_number, o.caller_name, o.caller_email))
    WHEN 'lead_analytics' THEN ARRAY(
      SELECT c.id FROM (
        SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        UNION (SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new)) l
      JOIN calls c ON c.id = l.call_id
      WHERE l.company_name IS NOT NULL OR nullif(l.extracted_name, c.caller_name) IS NOT NULL
        OR nullif(l.extracted_email, c.caller_email) IS NOT NULL)
    ELSE ARRAY(
      SELECT call_id FROM transcripts_new n WHERE NOT EXISTS (SELECT FROM transcripts_old o
        WHERE o.call_id = n.call_id AND o.speaker_segments = n.speaker_segments)
      UNION SELECT call_id FROM transcripts_old o WHERE NOT EXISTS (SELECT FROM transcripts_new n WHERE n.call_id = o.call_id))
  END;
  IF cardinality(changed) > 0 THEN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (changed) ORDER BY id FOR KEY SHARE;
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_call_searches() IS 'A call whose person, number, lead or transcript changes waits for its words to be made anew';

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_insert
  AFTER INSERT ON transcripts REFERENCING NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_update
  AFTER UPDATE ON transcripts REFERENCING OLD TABLE AS transcripts_old NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_delete
  AFTER DELETE ON transcripts REFERENCING OLD TABLE AS transcripts_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();
