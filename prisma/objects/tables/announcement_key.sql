-- What the rules and indexes of announcement_key are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT announcement_key_is_long ON announcement_key IS 'Nobody guesses the key';
COMMENT ON CONSTRAINT announcement_key_is_one_row ON announcement_key IS 'The table has one row';
