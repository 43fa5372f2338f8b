-- What the rules and indexes of agents are for; schema.prisma says what its columns are.
COMMENT ON INDEX agents_created_at_idx IS 'Lists the agents of all tenants, the newest first';
COMMENT ON INDEX agents_name_idx IS 'Lists the agents of all tenants by name';
