-- What the rules and indexes of trigger_error_log are for; schema.prisma says what its columns are.
COMMENT ON INDEX trigger_error_log_occurred_at_idx IS 'Finds the newest failures and those old enough to remove';
COMMENT ON SEQUENCE trigger_error_log_id_seq IS 'Numbers the rows of trigger_error_log';
