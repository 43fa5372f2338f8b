-- What the rules and indexes of call_analytics_cache are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT call_analytics_cache_date_begins_its_period ON call_analytics_cache IS 'A period is named by its first day';
