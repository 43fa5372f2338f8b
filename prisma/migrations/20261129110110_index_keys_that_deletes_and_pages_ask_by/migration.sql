-- Whoever deletes an account would read these tables whole, once for each key that leads to users; most rows name nobody.
CREATE INDEX lead_analytics_overridden_by_idx ON lead_analytics (overridden_by) WHERE overridden_by IS NOT NULL;
CREATE INDEX agent_call_outcomes_edited_by_idx ON agent_call_outcomes (edited_by) WHERE edited_by IS NOT NULL;
CREATE INDEX credit_transactions_created_by_idx ON credit_transactions (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX customer_events_created_by_idx ON customer_events (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX follow_ups_created_by_idx ON follow_ups (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX follow_ups_completed_by_idx ON follow_ups (completed_by) WHERE completed_by IS NOT NULL;
CREATE INDEX phone_numbers_assigned_to_user_id_idx ON phone_numbers (assigned_to_user_id) WHERE assigned_to_user_id IS NOT NULL;

-- The log is read newest first: all of it, by who did something, and by whom it was about.
CREATE INDEX admin_audit_log_entry_number_idx ON admin_audit_log (entry_number DESC);
CREATE INDEX admin_audit_log_admin_user_id_idx ON admin_audit_log (admin_user_id, entry_number DESC);
CREATE INDEX admin_audit_log_target_user_id_idx ON admin_audit_log (target_user_id, entry_number DESC) WHERE target_user_id IS NOT NULL;
