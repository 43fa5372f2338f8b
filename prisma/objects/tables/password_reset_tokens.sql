-- What the rules and indexes of password_reset_tokens are for; schema.prisma says what its columns are.
COMMENT ON INDEX password_reset_tokens_user_id_idx IS 'Finds the links of an account';
