-- Notifications are listed by when their calls began, which is what each of them says. Calls handed to a human have such an index already.
DROP INDEX lead_analytics_notified_at_idx;
DROP INDEX lead_analytics_unread_at_idx;
DROP INDEX lead_analytics_demo_notified_at_idx;
DROP INDEX lead_analytics_human_notified_at_idx;
CREATE INDEX lead_analytics_notable_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE notified_at IS NOT NULL;
CREATE INDEX lead_analytics_unread_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) INCLUDE (unread_at) WHERE unread_at IS NOT NULL;
CREATE INDEX lead_analytics_demo_idx ON lead_analytics (user_id, call_started_at DESC, call_id DESC) WHERE demo_scheduled_at IS NOT NULL;
