-- What the rules and indexes of users are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT users_country_is_iso ON users IS 'A country is two capital letters';
COMMENT ON CONSTRAINT users_email_has_at ON users IS 'An address has something before its @';
COMMENT ON CONSTRAINT users_email_is_lower_case ON users IS 'An address is kept in lower case, so that it is found however it was typed';
COMMENT ON CONSTRAINT users_timezone_exists ON users IS 'The zone is one that the database knows';
COMMENT ON INDEX users_created_at_idx IS 'Lists accounts, the newest first';
COMMENT ON INDEX users_credits_idx IS 'Lists accounts by their balance';
