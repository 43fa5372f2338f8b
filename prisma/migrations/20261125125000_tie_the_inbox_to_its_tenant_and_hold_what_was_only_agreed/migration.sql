-- An event of the inbox names a tenant that exists and a call of that tenant. Its bytes are kept when the call goes; the tenant
-- stays as long as it has events, as it does for calls and the ledger.
UPDATE webhook_events e SET call_id = NULL
WHERE call_id IS NOT NULL AND NOT EXISTS (SELECT FROM calls c WHERE c.id = e.call_id AND c.user_id = e.user_id);
UPDATE webhook_events e SET user_id = NULL
WHERE user_id IS NOT NULL AND NOT EXISTS (SELECT FROM users u WHERE u.id = e.user_id);

-- Serves both keys: a deleted call finds its events by tenant and call.
CREATE INDEX webhook_events_user_id_call_id_idx ON webhook_events (user_id, call_id) WHERE user_id IS NOT NULL;
ALTER TABLE webhook_events
  ADD CONSTRAINT webhook_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  ADD CONSTRAINT webhook_events_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id)
    ON DELETE SET NULL (call_id),
  -- A key with a missing half is not looked up.
  ADD CONSTRAINT webhook_events_call_has_a_tenant CHECK (call_id IS NULL OR user_id IS NOT NULL);

ALTER TABLE agent_analytics ADD CONSTRAINT agent_analytics_hour_is_of_a_day CHECK (hour BETWEEN 0 AND 23);

CREATE UNIQUE INDEX credit_transactions_one_purchase_per_payment ON credit_transactions (stripe_payment_id)
  WHERE type = 'purchase';
ALTER TABLE credit_transactions
  ADD CONSTRAINT credit_transactions_adjustment_names_its_admin CHECK (type <> 'admin_adjustment' OR created_by IS NOT NULL);

ALTER TABLE contacts
  ADD CONSTRAINT contacts_auto_created_by_webhook_alone
    CHECK (is_auto_created = (auto_creation_source IS NOT DISTINCT FROM 'webhook')),
  ADD CONSTRAINT contacts_made_from_a_call_are_auto_created CHECK (auto_created_from_call_id IS NULL OR is_auto_created);

ALTER TABLE user_sessions
  ADD CONSTRAINT user_sessions_refresh_outlasts_token CHECK (refresh_expires_at >= expires_at);
