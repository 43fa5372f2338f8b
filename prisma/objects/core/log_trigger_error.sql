-- A failing analytics trigger is written down and the business row commits; what a retry would heal is raised instead.
CREATE OR REPLACE FUNCTION log_trigger_error(table_name text, operation text, sql_state text, message text, context text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF sql_state IN ('40001', '40P01', '55P03') THEN
    RAISE EXCEPTION USING ERRCODE = sql_state, MESSAGE = message;
  END IF;
  INSERT INTO trigger_error_log (table_name, operation, error_message, error_context)
  VALUES (table_name, operation, sql_state || ': ' || message, context);
END $$;
COMMENT ON FUNCTION log_trigger_error(text,text,text,text,text) IS 'Writes a trigger''s failure down so that the business row commits; raises what a retry would heal';
