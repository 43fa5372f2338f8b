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
