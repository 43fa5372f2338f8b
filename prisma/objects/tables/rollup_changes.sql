-- What the rules and indexes of rollup_changes are for; schema.prisma says what its columns are.
COMMENT ON SEQUENCE rollup_changes_place_seq IS 'Gives the rows of rollup_changes their places';
