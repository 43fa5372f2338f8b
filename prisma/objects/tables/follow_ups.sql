-- What the rules and indexes of follow_ups are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT follow_ups_completed_by_only_when_completed ON follow_ups IS 'Only what is done was done by somebody';
COMMENT ON CONSTRAINT follow_ups_completed_has_its_moment ON follow_ups IS 'What is done has its moment, and nothing else has one';
COMMENT ON CONSTRAINT follow_ups_is_completed_follows_status ON follow_ups IS 'is_completed is true for the status completed alone';
COMMENT ON CONSTRAINT follow_ups_lead_can_be_identified ON follow_ups IS 'A follow-up is about somebody';
COMMENT ON INDEX follow_ups_call_id_idx IS 'Finds the follow-ups that were made from a call';
COMMENT ON INDEX follow_ups_completed_by_idx IS 'Finds the follow-ups that a user completed, when the user goes';
COMMENT ON INDEX follow_ups_created_by_idx IS 'Finds the follow-ups that a user wrote, when the user goes';
COMMENT ON INDEX follow_ups_one_pending_per_person_and_day IS 'A person is followed up at most once a day';
COMMENT ON INDEX follow_ups_user_id_completed_at_idx IS 'Lists what was done, the newest first';
COMMENT ON INDEX follow_ups_user_id_follow_up_date_idx IS 'Lists a tenant''s follow-ups by day';
COMMENT ON INDEX follow_ups_user_id_person_key_idx IS 'Lists the follow-ups of a person';
COMMENT ON INDEX follow_ups_user_id_status_date_idx IS 'Lists what is due, overdue, to come or cancelled';
