-- What the rules and indexes of agents are for; schema.prisma says what its columns are.
COMMENT ON INDEX agents_created_at_idx IS 'Lists the agents of all tenants, the newest first';
COMMENT ON INDEX agents_name_idx IS 'Lists the agents of all tenants by name';
COMMENT ON INDEX agents_inactive_idx IS 'Lists the agents that are not in use, the newest first';
COMMENT ON INDEX agents_chat_idx IS 'Lists the agents for chats, the newest first';
