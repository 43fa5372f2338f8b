-- What the rules and indexes of platform_totals are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT platform_totals_has_one_row ON platform_totals IS 'The table has one row';
