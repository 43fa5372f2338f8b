-- What the rules and indexes of password_reset_attempts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT password_reset_attempts_email_is_lower_case ON password_reset_attempts IS 'An address is kept in lower case, so that requests for it are counted together';
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';
