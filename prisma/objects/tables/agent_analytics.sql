-- What the rules and indexes of agent_analytics are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT agent_analytics_hour_is_of_a_day ON agent_analytics IS 'An hour is 0 to 23';
COMMENT ON INDEX agent_analytics_agent_id_date_hour_idx IS 'Reads the days of an agent';
COMMENT ON INDEX agent_analytics_user_id_date_idx IS 'Reads the agents'' days of a tenant';
