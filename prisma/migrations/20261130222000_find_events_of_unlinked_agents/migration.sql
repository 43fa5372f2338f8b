-- Events wait for their agent to be linked: administrators see how many of which agent, and list the agents of all tenants.
CREATE INDEX webhook_events_unlinked_idx ON webhook_events (provider_agent_id, received_at)
  WHERE status = 'quarantined' AND reason = 'unknown_agent';
CREATE INDEX agents_created_at_idx ON agents (created_at DESC, id DESC);
CREATE INDEX agents_name_idx ON agents (name, id);
-- The few of them that filters ask for.
CREATE INDEX agents_inactive_idx ON agents (created_at DESC, id DESC) WHERE NOT is_active;
CREATE INDEX agents_chat_idx ON agents (created_at DESC, id DESC) WHERE agent_type = 'chat';
CREATE INDEX admin_audit_log_action_idx ON admin_audit_log (action, entry_number DESC);
