-- A zone is one that the server can convert to. Declared immutable because a name's existence does not change at run time. Tables are
-- made with it.
CREATE OR REPLACE FUNCTION is_time_zone(name text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM timestamptz '2000-01-01 00:00:00+00' AT TIME ZONE name;
  -- Of what PostgreSQL understands only names are wanted, not its own offsets such as UTC+5 or <+05>-5.
  RETURN name ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$';
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN false;
END $$;
COMMENT ON FUNCTION is_time_zone(text) IS 'Whether the database knows a time zone of this name';
