-- What the rules and indexes of agent_call_outcomes are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT agent_call_outcomes_call_quality_score_is_1_to_10 ON agent_call_outcomes IS 'Quality is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_customer_satisfaction_is_1_to_10 ON agent_call_outcomes IS 'Satisfaction is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_edited_at_a_moment ON agent_call_outcomes IS 'An outcome that was edited was so at a moment, another one was not';
COMMENT ON CONSTRAINT agent_call_outcomes_sentiment_score_is_in_range ON agent_call_outcomes IS 'Mood is -1 to 1';
COMMENT ON INDEX agent_call_outcomes_edited_by_idx IS 'Finds the outcomes that a user edited, when the user goes';
COMMENT ON INDEX agent_call_outcomes_rated_idx IS 'Reads the means of an agent''s calls of a period';
COMMENT ON INDEX agent_call_outcomes_user_id_outcome_idx IS 'Lists a tenant''s calls of one outcome, newest first';
