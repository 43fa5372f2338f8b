-- What the rules and indexes of user_notes are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT user_notes_note_says_something ON user_notes IS 'A note is not empty';
COMMENT ON INDEX user_notes_target_user_id_idx IS 'Lists the notes about an account, newest first';
