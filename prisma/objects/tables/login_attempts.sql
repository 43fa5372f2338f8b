-- What the rules and indexes of login_attempts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT login_attempts_email_is_lower_case ON login_attempts IS 'An address is kept in lower case, so that attempts at it are counted together';
COMMENT ON CONSTRAINT login_attempts_failed_for_a_reason ON login_attempts IS 'A failed attempt has a reason and a successful one none';
COMMENT ON INDEX login_attempts_attempted_at_idx IS 'Finds the attempts that are old enough to remove';
COMMENT ON INDEX login_attempts_email_attempted_at_idx IS 'Counts the recent attempts at an address';
COMMENT ON INDEX login_attempts_network_attempted_at_idx IS 'Counts the recent attempts from one place';
