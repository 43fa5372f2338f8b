-- A changed row says when it was changed.
CREATE OR REPLACE FUNCTION update_updated_at_column() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
COMMENT ON FUNCTION update_updated_at_column() IS 'A changed row says when it was changed';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'calls', 'contacts', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'system_config',
    'agent_analytics', 'user_analytics', 'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_targets',
    'customers', 'follow_ups', 'phone_numbers', 'contact_imports', 'leads', 'saved_views'
  ] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()',
      'update_' || name || '_updated_at', name);
  END LOOP;
END $$;

-- Of a session it says when it was last used, as well.
CREATE OR REPLACE FUNCTION trg_user_sessions_last_used() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  NEW.last_used_at := greatest(NEW.last_used_at, NEW.updated_at);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_user_sessions_last_used() IS 'A changed session says when it was changed and last used';

CREATE OR REPLACE TRIGGER update_user_sessions_updated_at
  BEFORE UPDATE ON user_sessions
  FOR EACH ROW EXECUTE FUNCTION trg_user_sessions_last_used();
