-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Completed and failed calls are counted: every change of a call moves the rollups by new minus old.
-- depends on: rollups/apply_rollup_changes.sql
CREATE OR REPLACE FUNCTION trg_calls_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used)
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM started_at AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      sum(sign * 1) AS total_calls,
      sum(sign * (status = 'completed')::integer) AS successful_calls,
      sum(sign * (status = 'failed')::integer) AS failed_calls,
      sum(sign * (lead_type = 'inbound')::integer) AS inbound_calls,
      sum(sign * (lead_type = 'outbound')::integer) AS outbound_calls,
      sum(sign * (call_source = 'phone')::integer) AS phone_calls,
      sum(sign * (call_source = 'internet')::integer) AS internet_calls,
      sum(sign * duration_minutes) AS total_duration_minutes,
      sum(sign * duration_seconds) AS total_duration_seconds,
      sum(sign * (duration_seconds > 300)::integer) AS long_calls,
      sum(sign * credits_used) AS credits_used
    FROM (
      SELECT 1 AS sign, user_id, agent_id, call_date, started_at, call_source, lead_type, status, duration_minutes, duration_seconds, credits_used
      FROM calls_new WHERE is_counted
      UNION ALL
      SELECT -1, user_id, agent_id, call_date, started_at, call_source, lead_type, status, duration_minutes, duration_seconds, credits_used
      FROM calls_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used)
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_calls_analytics_cache() IS 'Writes down by how much a statement moves the rollups: new minus old';

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE FUNCTION trg_calls_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_calls_daily_analytics() IS 'Moves the rollups by what was written down, unless the transaction collects it';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_insert
  AFTER INSERT ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_update
  AFTER UPDATE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_delete
  AFTER DELETE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();
