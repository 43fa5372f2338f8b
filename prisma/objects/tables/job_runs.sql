-- What the rules and indexes of job_runs are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_runs_end_after_start ON job_runs IS 'A run does not end before it begins';
COMMENT ON CONSTRAINT job_runs_end_says_how_it_ended ON job_runs IS 'A run that ended has a duration and either a number of rows or an error';
COMMENT ON INDEX job_runs_started_at_idx IS 'Lists runs, newest first, and finds those old enough to remove';
COMMENT ON INDEX job_runs_task_idx IS 'Finds the newest run of a task';
