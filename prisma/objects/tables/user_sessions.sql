-- What the rules and indexes of user_sessions are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT user_sessions_ended_does_not_work ON user_sessions IS 'A session that was ended works no more';
COMMENT ON CONSTRAINT user_sessions_ended_for_a_reason ON user_sessions IS 'A session that was ended has a reason, and no other has one';
COMMENT ON CONSTRAINT user_sessions_refresh_outlasts_token ON user_sessions IS 'A session can be prolonged at least as long as it works';
COMMENT ON INDEX user_sessions_active_idx IS 'Finds a user''s sessions that still work';
COMMENT ON INDEX user_sessions_user_id_idx IS 'Finds all sessions of a user';
