-- What the rules and indexes of email_verification_tokens are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT email_verification_tokens_email_is_lower_case ON email_verification_tokens IS 'An address is kept in lower case, as accounts keep theirs';
COMMENT ON INDEX email_verification_tokens_user_id_idx IS 'Finds the links of an account';
