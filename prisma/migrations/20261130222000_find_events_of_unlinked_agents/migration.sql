-- Events wait for their agent to be linked: administrators see how many of which agent, and list the agents of all tenants.
CREATE INDEX webhook_events_unlinked_idx ON webhook_events (provider_agent_id, received_at)
  WHERE status = 'quarantined' AND reason = 'unknown_agent';
CREATE INDEX agents_created_at_idx ON agents (created_at DESC, id DESC);
CREATE INDEX agents_name_idx ON agents (name, id);
