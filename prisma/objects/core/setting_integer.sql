-- A whole-number setting; a missing one is an error, never a silent zero.
CREATE OR REPLACE FUNCTION setting_integer(key text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  value integer;
BEGIN
  SELECT config_value::integer INTO STRICT value FROM system_config WHERE config_key = key AND value_type = 'integer';
  RETURN value;
EXCEPTION WHEN no_data_found THEN
  RAISE EXCEPTION 'There is no whole-number setting %.', key USING ERRCODE = 'undefined_object';
END $$;
COMMENT ON FUNCTION setting_integer(text) IS 'A whole-number setting; a missing one is an error, never a silent zero';
