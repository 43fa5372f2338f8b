-- A lead that is hot, has a demo or was handed to a human is a notification, derived from the lead itself.
ALTER TABLE lead_analytics ADD COLUMN notified_at timestamptz, ADD COLUMN unread_at timestamptz;
ALTER TABLE users ADD COLUMN notifications_read_until timestamptz;

-- Nobody is told of what was there before: all of it is read, at once.
ALTER TABLE lead_analytics DISABLE TRIGGER USER;
UPDATE lead_analytics SET notified_at = call_started_at, unread_at = CASE WHEN NOT is_read THEN call_started_at END
WHERE lead_status_tag = 'hot' OR demo_scheduled_at IS NOT NULL OR cta_escalated_to_human;
ALTER TABLE lead_analytics ENABLE TRIGGER USER;
ALTER TABLE users DISABLE TRIGGER USER;
UPDATE users SET notifications_read_until = now();
ALTER TABLE users ENABLE TRIGGER USER;

CREATE INDEX lead_analytics_notified_at_idx ON lead_analytics (user_id, notified_at DESC, call_id DESC) WHERE notified_at IS NOT NULL;
CREATE INDEX lead_analytics_unread_at_idx ON lead_analytics (user_id, unread_at DESC, call_id DESC) WHERE unread_at IS NOT NULL;
CREATE INDEX lead_analytics_demo_notified_at_idx ON lead_analytics (user_id, notified_at DESC, call_id DESC) WHERE demo_scheduled_at IS NOT NULL;
CREATE INDEX lead_analytics_human_notified_at_idx ON lead_analytics (user_id, notified_at DESC, call_id DESC) WHERE cta_escalated_to_human;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
