-- The cached days of the past 30 in their tenant's zone, with whose they are; a tenant sees its own.
CREATE OR REPLACE VIEW recent_call_analytics WITH (security_invoker = true) AS
SELECT c.user_id, u.email, u.name, c.date_period, c.total_calls, c.successful_calls, c.failed_calls, c.inbound_calls,
  c.outbound_calls, c.connection_rate, c.success_rate, c.total_call_duration, c.average_call_duration, c.leads_generated,
  c.hot_leads, c.warm_leads, c.cold_leads, c.conversion_rate, c.credits_used,
  c.qualified_leads, c.pricing_clicks, c.demo_requests, c.followup_requests, c.sample_requests, c.human_escalations
FROM call_analytics_cache c JOIN users u ON u.id = c.user_id
WHERE c.period_type = 'daily' AND c.date_period > (now() AT TIME ZONE u.timezone)::date - 30
  AND c.date_period <= (now() AT TIME ZONE u.timezone)::date;
COMMENT ON VIEW recent_call_analytics IS 'Daily rows of call_analytics_cache of the past 30 days, with their users';
COMMENT ON COLUMN recent_call_analytics.email IS 'Address of the user';
COMMENT ON COLUMN recent_call_analytics.name IS 'Name shown';
