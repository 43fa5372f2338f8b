-- Administrators see what was set aside, the newest first, by the moment that it came.
CREATE INDEX webhook_events_set_aside_idx ON webhook_events (received_at DESC, id DESC) WHERE status = 'quarantined';
