-- What the rules and indexes of lead_analytics are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT lead_analytics_override_has_a_reason ON lead_analytics IS 'A reason says something, in 1,000 characters at most';
COMMENT ON CONSTRAINT lead_analytics_override_is_whole ON lead_analytics IS 'An override has a score, what follows from it, a reason and a moment, or none of them';
COMMENT ON INDEX lead_analytics_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, newest first';
COMMENT ON INDEX lead_analytics_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, newest first';
COMMENT ON INDEX lead_analytics_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, and the notifications of them, newest first';
COMMENT ON INDEX lead_analytics_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, newest first';
COMMENT ON INDEX lead_analytics_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, newest first';
COMMENT ON INDEX lead_analytics_demo_idx IS 'Lists notifications of demos';
COMMENT ON INDEX lead_analytics_lead_status_tag_idx IS 'Lists a tenant''s hot, warm or cold leads, newest first';
COMMENT ON INDEX lead_analytics_lead_status_tag_total_score_idx IS 'Lists a tenant''s leads of a temperature, highest score first';
COMMENT ON INDEX lead_analytics_notable_idx IS 'Lists a tenant''s notifications, the newest calls first';
COMMENT ON INDEX lead_analytics_overridden_by_idx IS 'Finds the leads that a user overruled, when the user goes';
COMMENT ON INDEX lead_analytics_qualified_idx IS 'Lists a tenant''s qualified leads, newest first';
COMMENT ON INDEX lead_analytics_unread_idx IS 'Counts and lists what is not read, the newest calls first';
COMMENT ON INDEX lead_analytics_user_id_call_started_at_idx IS 'Lists a tenant''s leads, newest first';
COMMENT ON INDEX lead_analytics_user_id_person_key_idx IS 'Reads a person''s leads, newest first';
COMMENT ON INDEX lead_analytics_user_id_total_score_idx IS 'Lists a tenant''s leads, highest score first';
