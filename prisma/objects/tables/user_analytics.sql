-- What the rules and indexes of user_analytics are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';
