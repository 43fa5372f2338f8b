-- What the rules and indexes of job_schedule are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_schedule_slot_is_a_minute ON job_schedule IS 'A slot is a whole minute';
