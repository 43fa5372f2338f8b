-- A tenant's cached day, week (from Monday) and month count its completed and failed calls, by new minus old.
CREATE OR REPLACE FUNCTION trg_calls_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM calls_new UNION SELECT user_id FROM calls_old));
  WITH gained AS (
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
  ), lost AS (
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_call_duration, credits_used
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign),
    sum(sign * (status = 'completed')::integer),
    sum(sign * (status = 'failed')::integer),
    sum(sign * (lead_type = 'inbound')::integer),
    sum(sign * (lead_type = 'outbound')::integer),
    sum(sign * (call_source = 'phone')::integer),
    sum(sign * (call_source = 'internet')::integer),
    sum(sign * duration_seconds),
    sum(sign * credits_used)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    total_calls = t.total_calls + excluded.total_calls,
    successful_calls = t.successful_calls + excluded.successful_calls,
    failed_calls = t.failed_calls + excluded.failed_calls,
    inbound_calls = t.inbound_calls + excluded.inbound_calls,
    outbound_calls = t.outbound_calls + excluded.outbound_calls,
    phone_calls = t.phone_calls + excluded.phone_calls,
    internet_calls = t.internet_calls + excluded.internet_calls,
    total_call_duration = t.total_call_duration + excluded.total_call_duration,
    credits_used = t.credits_used + excluded.credits_used;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();
