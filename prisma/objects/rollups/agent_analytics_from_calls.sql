-- An agent's day counts its completed and failed calls: every change of a call moves the day by new minus old.
-- Groups are taken in key order, so that two transactions cannot wait for each other in a circle.
CREATE OR REPLACE FUNCTION trg_calls_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM calls_new UNION SELECT user_id FROM calls_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
  ), lost AS (
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used
  )
  SELECT agent_id, user_id, call_date,
    sum(sign),
    sum(sign * (status = 'completed')::integer),
    sum(sign * (status = 'failed')::integer),
    sum(sign * (lead_type = 'inbound')::integer),
    sum(sign * (lead_type = 'outbound')::integer),
    sum(sign * (call_source = 'phone')::integer),
    sum(sign * (call_source = 'internet')::integer),
    sum(sign * duration_minutes),
    sum(sign * duration_seconds),
    sum(sign * credits_used)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    total_calls = t.total_calls + excluded.total_calls,
    successful_calls = t.successful_calls + excluded.successful_calls,
    failed_calls = t.failed_calls + excluded.failed_calls,
    inbound_calls = t.inbound_calls + excluded.inbound_calls,
    outbound_calls = t.outbound_calls + excluded.outbound_calls,
    phone_calls = t.phone_calls + excluded.phone_calls,
    internet_calls = t.internet_calls + excluded.internet_calls,
    total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
    total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
    credits_used = t.credits_used + excluded.credits_used;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();
