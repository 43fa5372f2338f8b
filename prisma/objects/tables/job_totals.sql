-- What the rules and indexes of job_totals are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_totals_only_grow ON job_totals IS 'A total is never negative';
