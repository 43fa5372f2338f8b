-- What the rules and indexes of audit_chain_head are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT audit_chain_head_is_one_row ON audit_chain_head IS 'The table has one row';
