-- What the rules and indexes of oauth_accounts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT oauth_accounts_email_is_lower_case ON oauth_accounts IS 'An address is kept in lower case, as accounts keep theirs';
