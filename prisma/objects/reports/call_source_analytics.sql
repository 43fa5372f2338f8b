-- Volume, success, duration and credits of the calls of each source; counted like every rollup: completed and failed ones.
CREATE OR REPLACE VIEW call_source_analytics WITH (security_invoker = true) AS
SELECT user_id, call_source,
  count(*)::integer AS total_calls,
  count(*) FILTER (WHERE status = 'completed')::integer AS successful_calls,
  count(*) FILTER (WHERE status = 'failed')::integer AS failed_calls,
  round(100.0 * count(*) FILTER (WHERE status = 'completed') / count(*), 2) AS success_rate,
  sum(duration_minutes)::integer AS total_duration_minutes,
  round(avg(duration_seconds), 2) AS avg_duration_seconds,
  sum(credits_used)::integer AS credits_used,
  max(started_at) AS last_call_at
FROM calls
WHERE status IN ('completed', 'failed')
GROUP BY user_id, call_source;
COMMENT ON VIEW call_source_analytics IS 'Completed and failed calls of each user by source: phone, internet, unknown';
COMMENT ON COLUMN call_source_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_source_analytics.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN call_source_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN call_source_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN call_source_analytics.failed_calls IS 'Failed calls';
COMMENT ON COLUMN call_source_analytics.success_rate IS 'Successes of 100';
COMMENT ON COLUMN call_source_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN call_source_analytics.avg_duration_seconds IS 'Seconds for each call';
COMMENT ON COLUMN call_source_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN call_source_analytics.last_call_at IS 'When the newest call began';
