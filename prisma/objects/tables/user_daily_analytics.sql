-- What the rules and indexes of user_daily_analytics are for; schema.prisma says what its columns are.
COMMENT ON INDEX user_daily_analytics_date_idx IS 'Adds up a day over all tenants';
