-- What the rules and indexes of platform_day_changes are for; schema.prisma says what its columns are.
COMMENT ON SEQUENCE platform_day_changes_id_seq IS 'Numbers the rows of platform_day_changes';
