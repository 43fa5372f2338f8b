-- What the rules and indexes of call_segment_analytics are for; schema.prisma says what its columns are.
COMMENT ON INDEX call_segment_analytics_agent_id_date_idx IS 'Reads the segments of an agent';
