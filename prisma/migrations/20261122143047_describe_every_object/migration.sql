-- object: zz_comments/1_shared_columns.sql sha256:3fd1f39a421f9680140a73047161058888fc77450c3d3e139f8d8a77c1e70b76
-- A name means the same wherever it stands; the files after this one say where it means something else.
DO $$
DECLARE
  described record;
BEGIN
  FOR described IN
    SELECT c.relname, shared.name, shared.meaning FROM (VALUES
    ('id', 'Key of the row, ordered by the moment it was made'),
    ('user_id', 'The tenant whose row it is'),
    ('agent_id', 'The agent it is about'),
    ('call_id', 'The call it is about'),
    ('call_date', 'Day of the call in the tenant''s zone; follows the call'),
    ('call_started_at', 'When the call began; follows the call'),
    ('created_at', 'When the row was made'),
    ('updated_at', 'When the row was last changed; set by a trigger'),
    ('ip_address', 'Address that the request came from'),
    ('user_agent', 'Browser that the request came from'),
    ('date', 'Day in the tenant''s zone'),
    ('hour', 'Hour of the day in the tenant''s zone, 0 to 23'),
    ('date_period', 'First day of the period, in the tenant''s zone'),
    ('period_type', 'Length of the period: daily, weekly, monthly or, of trends, quarterly'),
    ('period_start', 'First day of the period'),
    ('period_end', 'Last day of the period'),
    ('total_calls', 'Completed and failed calls'),
    ('successful_calls', 'Completed calls'),
    ('failed_calls', 'Failed calls'),
    ('answered_calls', 'Calls whose outcome is completed or disconnected'),
    ('inbound_calls', 'Completed and failed calls that came in'),
    ('outbound_calls', 'Completed and failed calls that went out'),
    ('phone_calls', 'Completed and failed calls by phone'),
    ('internet_calls', 'Completed and failed calls over the internet'),
    ('unknown_calls', 'Completed and failed calls of unknown source'),
    ('total_duration_minutes', 'Started minutes of the calls'),
    ('total_duration_seconds', 'Exact length of the calls in seconds'),
    ('credits_used', 'Credits that the calls cost'),
    ('leads_generated', 'Calls that brought a lead'),
    ('qualified_leads', 'Leads that are qualified'),
    ('hot_leads', 'Leads tagged hot'),
    ('warm_leads', 'Leads tagged warm'),
    ('cold_leads', 'Leads tagged cold'),
    ('cta_pricing_clicks', 'Calls in which prices were asked for'),
    ('cta_demo_clicks', 'Calls in which a demo was asked for'),
    ('cta_followup_clicks', 'Calls in which a follow-up was asked for'),
    ('cta_sample_clicks', 'Calls in which a sample was asked for'),
    ('cta_human_escalations', 'Calls in which a person was asked for'),
    ('cta_calls', 'Calls with at least one call to action'),
    ('total_cta_interactions', 'Sum of the five counters of calls to action; set by a trigger'),
    ('cta_conversion_rate', 'Calls with a call to action of 100 calls; set by a trigger'),
    ('avg_duration_minutes', 'Started minutes for each call'),
    ('conversion_rate', 'Leads of 100 calls'),
    ('success_rate', 'Successes of 100'),
    ('answer_rate', 'Answered calls of 100'),
    ('connection_rate', 'Answered calls of 100'),
    ('email', 'Address of the user'),
    ('name', 'Name shown'),
    ('role', 'Role of the user'),
    ('is_active', 'Whether it is in use'),
    ('credits', 'Credits left'),
    ('agent_type', 'call or chat'),
    ('call_source', 'phone, internet or unknown'),
    ('last_call_at', 'When the newest call began'),
    ('last_call_date', 'Day of the newest call in the tenant''s zone'),
    ('expires_at', 'When it stops working'),
    ('last_used_at', 'When it was last used'),
    ('agent_count', 'Agents of the user'),
    ('active_agent_count', 'Agents of the user that are in use'),
    ('avg_duration_seconds', 'Seconds for each call'),
    ('total_call_duration', 'Length of the calls in seconds'),
    ('average_call_duration', 'Seconds for each call'),
    ('login_attempts', 'Attempts to sign in'),
    ('successful_logins', 'Attempts that worked'),
    ('failed_logins', 'Attempts that failed'),
    ('failed_logins_24h', 'Attempts of the past 24 hours that failed'),
    ('ip_addresses', 'How many addresses the attempts came from'),
    ('last_login_at', 'When the newest sign-in worked'),
    ('last_failed_login_at', 'When the newest sign-in failed'),
    ('today', 'The day of the refresh in the tenant''s zone'),
    ('agents_total', 'Agents of the user'),
    ('agents_active', 'Agents of the user that are in use'),
    ('best_agent_id', 'The agent with the highest conversion rate of those with at least 10 calls in 30 days'),
    ('best_agent_calls_30d', 'Calls of the best agent in 30 days'),
    ('best_agent_conversion_rate_30d', 'Leads of 100 calls of the best agent in 30 days'),
    ('refreshed_at', 'When the summary was made'),
    ('intent_score_sum', 'Sum of the intent scores of the leads'),
    ('intent_score_count', 'Leads that have the intent score'),
    ('avg_intent_score', 'Mean intent score of the leads that have one, 0 to 100'),
    ('urgency_score_sum', 'Sum of the urgency scores of the leads'),
    ('urgency_score_count', 'Leads that have the urgency score'),
    ('avg_urgency_score', 'Mean urgency score of the leads that have one, 0 to 100'),
    ('budget_score_sum', 'Sum of the budget scores of the leads'),
    ('budget_score_count', 'Leads that have the budget score'),
    ('avg_budget_score', 'Mean budget score of the leads that have one, 0 to 100'),
    ('fit_score_sum', 'Sum of the fit scores of the leads'),
    ('fit_score_count', 'Leads that have the fit score'),
    ('avg_fit_score', 'Mean fit score of the leads that have one, 0 to 100'),
    ('engagement_score_sum', 'Sum of the engagement scores of the leads'),
    ('engagement_score_count', 'Leads that have the engagement score'),
    ('avg_engagement_score', 'Mean engagement score of the leads that have one, 0 to 100'),
    ('total_score_sum', 'Sum of the total scores of the leads'),
    ('total_score_count', 'Leads that have the total score'),
    ('avg_total_score', 'Mean total score of the leads that have one, 0 to 100'),
    ('calls_30d', 'Completed and failed calls of the 30 days that end today'),
    ('calls_7d', 'Completed and failed calls of the 7 days that end today'),
    ('calls_lifetime', 'Completed and failed calls of all time'),
    ('lifetime_calls', 'Completed and failed calls of all time'),
    ('today_calls', 'Completed and failed calls of today in the tenant''s zone'),
    ('month_calls', 'Completed and failed calls of this month in the tenant''s zone'),
    ('successful_calls_30d', 'Completed calls of the 30 days that end today'),
    ('successful_calls_7d', 'Completed calls of the 7 days that end today'),
    ('successful_calls_lifetime', 'Completed calls of all time'),
    ('lifetime_successful_calls', 'Completed calls of all time'),
    ('today_successful_calls', 'Completed calls of today in the tenant''s zone'),
    ('month_successful_calls', 'Completed calls of this month in the tenant''s zone'),
    ('answered_calls_30d', 'Answered calls of the 30 days that end today'),
    ('duration_minutes_30d', 'Started minutes of calls of the 30 days that end today'),
    ('duration_minutes_lifetime', 'Started minutes of calls of all time'),
    ('lifetime_duration_minutes', 'Started minutes of calls of all time'),
    ('leads_30d', 'Leads of the 30 days that end today'),
    ('leads_7d', 'Leads of the 7 days that end today'),
    ('leads_lifetime', 'Leads of all time'),
    ('lifetime_leads', 'Leads of all time'),
    ('today_leads', 'Leads of today in the tenant''s zone'),
    ('month_leads', 'Leads of this month in the tenant''s zone'),
    ('qualified_leads_30d', 'Qualified leads of the 30 days that end today'),
    ('qualified_leads_7d', 'Qualified leads of the 7 days that end today'),
    ('qualified_leads_lifetime', 'Qualified leads of all time'),
    ('lifetime_qualified_leads', 'Qualified leads of all time'),
    ('cta_interactions_30d', 'Calls to action of the 30 days that end today'),
    ('cta_interactions_lifetime', 'Calls to action of all time'),
    ('credits_used_30d', 'Credits that calls cost of the 30 days that end today'),
    ('credits_used_7d', 'Credits that calls cost of the 7 days that end today'),
    ('credits_used_lifetime', 'Credits that calls cost of all time'),
    ('lifetime_credits_used', 'Credits that calls cost of all time'),
    ('today_credits_used', 'Credits that calls cost of today in the tenant''s zone'),
    ('month_credits_used', 'Credits that calls cost of this month in the tenant''s zone'),
    ('success_rate_30d', 'Completed calls of 100 of the 30 days that end today'),
    ('lifetime_success_rate', 'Completed calls of 100 of all time'),
    ('month_success_rate', 'Completed calls of 100 of this month in the tenant''s zone'),
    ('answer_rate_30d', 'Answered calls of 100 of the 30 days that end today'),
    ('conversion_rate_30d', 'Leads of 100 calls of the 30 days that end today'),
    ('conversion_rate_7d', 'Leads of 100 calls of the 7 days that end today'),
    ('conversion_rate_lifetime', 'Leads of 100 calls of all time'),
    ('lifetime_conversion_rate', 'Leads of 100 calls of all time'),
    ('month_conversion_rate', 'Leads of 100 calls of this month in the tenant''s zone'),
    ('calls_change_percentage', 'Calls against the period before, in percent of it; NULL when that was zero or unknown'),
    ('success_rate_change_percentage', 'Success rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('answer_rate_change_percentage', 'Answer rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('duration_change_percentage', 'Length of calls against the period before, in percent of it; NULL when that was zero or unknown'),
    ('leads_change_percentage', 'Leads against the period before, in percent of it; NULL when that was zero or unknown'),
    ('qualified_leads_change_percentage', 'Qualified leads against the period before, in percent of it; NULL when that was zero or unknown'),
    ('conversion_rate_change_percentage', 'Conversion rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('cta_change_percentage', 'Calls to action against the period before, in percent of it; NULL when that was zero or unknown'),
    ('score_change_percentage', 'Mean total score against the period before, in percent of it; NULL when that was zero or unknown'),
    ('credits_change_percentage', 'Credits used against the period before, in percent of it; NULL when that was zero or unknown')
    ) shared (name, meaning)
    JOIN pg_attribute a ON a.attname = shared.name AND a.attnum > 0
    JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')
    WHERE c.relname NOT IN ('job_runs', 'job_schedule', 'audit_findings', 'kpi_refresh_state')
  LOOP
    EXECUTE format('COMMENT ON COLUMN public.%I.%I IS %L', described.relname, described.name, described.meaning);
  END LOOP;
END $$;

-- object: zz_comments/accounts.sql sha256:4eb423cc5f96efbcb4b6d4916a9e2930a30c9d1616f3384ea29dec955d4e14df
-- Who uses the product, how they sign in, and what administrators did.
COMMENT ON TABLE users IS 'A person with an account, who is one tenant: every other row of theirs carries this id';
COMMENT ON COLUMN users.email IS 'Address of the account, in lower case, unique';
COMMENT ON COLUMN users.name IS 'Name that the product shows';
COMMENT ON COLUMN users.credits IS 'Credits left; always the newest balance of the ledger, which alone moves it';
COMMENT ON COLUMN users.role IS 'user, admin or super_admin';
COMMENT ON COLUMN users.password_hash IS 'bcrypt hash of the password; NULL for whoever signs in through another provider';
COMMENT ON COLUMN users.email_verified IS 'Whether the address has been proved';
COMMENT ON COLUMN users.is_active IS 'Whether the account may sign in';
COMMENT ON COLUMN users.auth_provider IS 'How the account was made: email, google, linkedin or github';
COMMENT ON COLUMN users.timezone IS 'IANA zone in which the tenant''s days and hours are counted; a change moves its calls to their new days';
COMMENT ON CONSTRAINT users_email_has_at ON users IS 'An address has something before its @';
COMMENT ON CONSTRAINT users_email_is_lower_case ON users IS 'An address is kept in lower case, so that it is found however it was typed';
COMMENT ON CONSTRAINT users_timezone_exists ON users IS 'The zone is one that the database knows';
COMMENT ON TABLE user_sessions IS 'A sign-in that lasts: its tokens are kept as hashes only';
COMMENT ON COLUMN user_sessions.token_hash IS 'Hash of the session''s token';
COMMENT ON COLUMN user_sessions.refresh_token_hash IS 'Hash of the token that prolongs the session';
COMMENT ON COLUMN user_sessions.expires_at IS 'When the session stops working';
COMMENT ON COLUMN user_sessions.refresh_expires_at IS 'Until when it can be prolonged; after that it is removed';
COMMENT ON COLUMN user_sessions.is_active IS 'False once the session was ended before its time';
COMMENT ON COLUMN user_sessions.last_used_at IS 'When the session was last changed; set by a trigger, never backwards';
COMMENT ON INDEX user_sessions_active_idx IS 'Finds a user''s sessions that still work';
COMMENT ON INDEX user_sessions_user_id_idx IS 'Finds all sessions of a user';
COMMENT ON TABLE login_attempts IS 'Every attempt to sign in, kept for 30 days to lock accounts that are being guessed at';
COMMENT ON COLUMN login_attempts.email IS 'Address that was tried, in lower case; it need not belong to an account';
COMMENT ON COLUMN login_attempts.attempted_at IS 'When it was tried';
COMMENT ON COLUMN login_attempts.success IS 'Whether the sign-in worked';
COMMENT ON COLUMN login_attempts.failure_reason IS 'Why it did not; NULL when it did';
COMMENT ON CONSTRAINT login_attempts_email_is_lower_case ON login_attempts IS 'An address is kept in lower case, so that attempts at it are counted together';
COMMENT ON CONSTRAINT login_attempts_failed_for_a_reason ON login_attempts IS 'A failed attempt has a reason and a successful one none';
COMMENT ON INDEX login_attempts_email_attempted_at_idx IS 'Counts the recent attempts at an address';
COMMENT ON INDEX login_attempts_attempted_at_idx IS 'Finds the attempts that are old enough to remove';
COMMENT ON TABLE password_reset_attempts IS 'Every request for a new password, kept for 7 days to slow down abuse';
COMMENT ON COLUMN password_reset_attempts.email IS 'Address that the link was asked for, in lower case; it need not belong to an account';
COMMENT ON COLUMN password_reset_attempts.attempted_at IS 'When it was asked for';
COMMENT ON COLUMN password_reset_attempts.success IS 'Whether a new password was set in the end';
COMMENT ON CONSTRAINT password_reset_attempts_email_is_lower_case ON password_reset_attempts IS 'An address is kept in lower case, so that requests for it are counted together';
COMMENT ON INDEX password_reset_attempts_email_attempted_at_idx IS 'Counts the recent requests for an address';
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';
COMMENT ON TABLE admin_audit_log IS 'What administrators did; append-only';
COMMENT ON COLUMN admin_audit_log.admin_user_id IS 'The administrator';
COMMENT ON COLUMN admin_audit_log.action IS 'What was done';
COMMENT ON COLUMN admin_audit_log.resource_type IS 'Kind of thing it was done to';
COMMENT ON COLUMN admin_audit_log.resource_id IS 'Key of that thing, as text';
COMMENT ON COLUMN admin_audit_log.target_user_id IS 'User whom it affects, if any';
COMMENT ON COLUMN admin_audit_log.details IS 'What else describes the action';

-- object: zz_comments/calls.sql sha256:675f7bad596aa08c5cbeb3efd5da8ec63d7bd1f26281f018eb1ae97b954d1b99
-- Agents, calls and what each call brought.
COMMENT ON TABLE agents IS 'A voice agent of a tenant, as the provider knows it';
COMMENT ON COLUMN agents.elevenlabs_agent_id IS 'The provider''s id of the agent, by which its calls find their tenant';
COMMENT ON COLUMN agents.name IS 'Name that the tenant sees';
COMMENT ON COLUMN agents.agent_type IS 'call or chat';
COMMENT ON COLUMN agents.description IS 'What the agent is for, in the tenant''s words';
COMMENT ON COLUMN agents.is_active IS 'Whether the agent is in use';
COMMENT ON TABLE calls IS 'One conversation of an agent, from the provider''s events';
COMMENT ON COLUMN calls.contact_id IS 'The contact whom the number or address belongs to, if one is known';
COMMENT ON COLUMN calls.elevenlabs_conversation_id IS 'The provider''s id of the conversation; one call each';
COMMENT ON COLUMN calls.phone_number IS 'The other party''s number in E.164; NULL without one';
COMMENT ON COLUMN calls.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN calls.caller_name IS 'Name of the other party, when known';
COMMENT ON COLUMN calls.caller_email IS 'Address of the other party, when known';
COMMENT ON COLUMN calls.lead_type IS 'inbound or outbound';
COMMENT ON COLUMN calls.duration_minutes IS 'Started minutes, which are charged: 61 seconds are 2';
COMMENT ON COLUMN calls.duration_seconds IS 'Exact length in seconds';
COMMENT ON COLUMN calls.credits_used IS 'Credits that the call cost';
COMMENT ON COLUMN calls.credits_per_minute IS 'Credits for each started minute when the call was charged';
COMMENT ON COLUMN calls.status IS 'in_progress, completed, failed or cancelled';
COMMENT ON COLUMN calls.recording_url IS 'Address of a recording kept elsewhere, if any';
COMMENT ON COLUMN calls.recording_storage_key IS 'Where the recording lies in the file storage, if it does';
COMMENT ON COLUMN calls.has_audio IS 'Whether the call has a recording';
COMMENT ON COLUMN calls.summary_title IS 'Title of the provider''s summary';
COMMENT ON COLUMN calls.summary IS 'The provider''s summary of the conversation';
COMMENT ON COLUMN calls.termination_reason IS 'Why the conversation ended, in the provider''s words';
COMMENT ON COLUMN calls.metadata IS 'What else the provider said about the call';
COMMENT ON COLUMN calls.provider_version IS 'Version of the provider''s text from which the call was read';
COMMENT ON COLUMN calls.started_at IS 'When the conversation began';
COMMENT ON COLUMN calls.ended_at IS 'When it ended; NULL while it lasts';
COMMENT ON COLUMN calls.call_date IS 'Day of its beginning in the tenant''s zone; set by a trigger alone';
COMMENT ON CONSTRAINT calls_credits_per_minute_is_not_negative ON calls IS 'A rate is never below zero';
COMMENT ON CONSTRAINT calls_credits_used_is_not_negative ON calls IS 'A call never gives credits';
COMMENT ON CONSTRAINT calls_duration_is_not_negative ON calls IS 'A call never lasts less than no time';
COMMENT ON CONSTRAINT calls_duration_minutes_are_started_minutes ON calls IS 'Minutes are seconds divided by 60, rounded up';
COMMENT ON CONSTRAINT calls_end_after_start ON calls IS 'A call does not end before it begins';
COMMENT ON INDEX calls_agent_id_started_at_idx IS 'Lists an agent''s calls, newest first';
COMMENT ON INDEX calls_contact_id_idx IS 'Lists a contact''s calls';
COMMENT ON INDEX calls_user_id_started_at_idx IS 'Lists a tenant''s calls, newest first';
COMMENT ON TABLE transcripts IS 'What was said in a call';
COMMENT ON COLUMN transcripts.content IS 'The conversation as text';
COMMENT ON COLUMN transcripts.speaker_segments IS 'The same in turns, as a JSON array: who spoke, when and what';
COMMENT ON CONSTRAINT transcripts_speaker_segments_is_array ON transcripts IS 'The turns are a JSON array';
COMMENT ON TABLE lead_analytics IS 'How promising a call was: scores, tag and calls to action, at most one row a call';
COMMENT ON COLUMN lead_analytics.intent_level IS 'Intent to buy, in a word';
COMMENT ON COLUMN lead_analytics.intent_score IS 'Intent to buy, 0 to 100';
COMMENT ON COLUMN lead_analytics.urgency_level IS 'Urgency, in a word';
COMMENT ON COLUMN lead_analytics.urgency_score IS 'Urgency, 0 to 100';
COMMENT ON COLUMN lead_analytics.budget_constraint IS 'Budget, in a word';
COMMENT ON COLUMN lead_analytics.budget_score IS 'Budget, 0 to 100';
COMMENT ON COLUMN lead_analytics.fit_alignment IS 'Fit of the product, in a word';
COMMENT ON COLUMN lead_analytics.fit_score IS 'Fit of the product, 0 to 100';
COMMENT ON COLUMN lead_analytics.engagement_health IS 'Engagement in the conversation, in a word';
COMMENT ON COLUMN lead_analytics.engagement_score IS 'Engagement in the conversation, 0 to 100';
COMMENT ON COLUMN lead_analytics.total_score IS 'Overall score, 0 to 100: the provider''s, or the weighted mean of the others';
COMMENT ON COLUMN lead_analytics.lead_status_tag IS 'hot, warm or cold';
COMMENT ON COLUMN lead_analytics.is_qualified IS 'Whether the lead counts as qualified';
COMMENT ON COLUMN lead_analytics.reasoning IS 'Why the scores are what they are';
COMMENT ON COLUMN lead_analytics.cta_interactions IS 'What the provider said about calls to action';
COMMENT ON COLUMN lead_analytics.company_name IS 'Company, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.extracted_name IS 'Name, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.extracted_email IS 'Address, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.cta_pricing_clicked IS 'Whether prices were asked for';
COMMENT ON COLUMN lead_analytics.cta_demo_clicked IS 'Whether a demo was asked for';
COMMENT ON COLUMN lead_analytics.cta_followup_clicked IS 'Whether a follow-up was asked for';
COMMENT ON COLUMN lead_analytics.cta_sample_clicked IS 'Whether a sample was asked for';
COMMENT ON COLUMN lead_analytics.cta_escalated_to_human IS 'Whether a person was asked for';
COMMENT ON COLUMN lead_analytics.demo_scheduled_at IS 'When the agreed demo takes place';
COMMENT ON COLUMN lead_analytics.is_read IS 'Whether the tenant has read the notification';
COMMENT ON INDEX lead_analytics_user_id_call_date_idx IS 'Lists a tenant''s leads by day';
COMMENT ON TABLE agent_call_outcomes IS 'How a call went, at most one row a call';
COMMENT ON COLUMN agent_call_outcomes.outcome IS 'completed, no_answer, busy, failed, voicemail or disconnected; the first and the last count as answered';
COMMENT ON COLUMN agent_call_outcomes.call_quality_score IS 'Quality of the call, 1 to 10';
COMMENT ON COLUMN agent_call_outcomes.customer_satisfaction IS 'Satisfaction of the other party, 1 to 10';
COMMENT ON COLUMN agent_call_outcomes.is_qualified_lead IS 'Whether the call brought a qualified lead';
COMMENT ON COLUMN agent_call_outcomes.lead_temperature IS 'hot, warm, cold or not_interested';
COMMENT ON COLUMN agent_call_outcomes.sentiment_score IS 'Mood of the conversation, -1 to 1';
COMMENT ON COLUMN agent_call_outcomes.key_topics IS 'What was talked about';
COMMENT ON COLUMN agent_call_outcomes.objections_raised IS 'What the other party objected';
COMMENT ON COLUMN agent_call_outcomes.next_steps IS 'What was agreed to come next';
COMMENT ON CONSTRAINT agent_call_outcomes_call_quality_score_is_1_to_10 ON agent_call_outcomes IS 'Quality is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_customer_satisfaction_is_1_to_10 ON agent_call_outcomes IS 'Satisfaction is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_sentiment_score_is_in_range ON agent_call_outcomes IS 'Mood is -1 to 1';

-- object: zz_comments/contacts.sql sha256:3780169e98c417eca4e4d86f38378f3cf3c70133400914d53d10c4931836cb68
-- Whom a tenant calls, from which numbers, and who became a customer.
COMMENT ON TABLE contacts IS 'A person or business that a tenant calls or was called by';
COMMENT ON COLUMN contacts.name IS 'Name of the contact';
COMMENT ON COLUMN contacts.phone_number IS 'Number in E.164, unique within the tenant';
COMMENT ON COLUMN contacts.email IS 'Address of the contact';
COMMENT ON COLUMN contacts.company IS 'Company of the contact';
COMMENT ON COLUMN contacts.notes IS 'The tenant''s notes';
COMMENT ON COLUMN contacts.is_customer IS 'Whether a customer points at the contact; set by a trigger';
COMMENT ON COLUMN contacts.auto_created_from_call_id IS 'The call from which the contact was made, if it was';
COMMENT ON COLUMN contacts.is_auto_created IS 'Whether it was made from a call';
COMMENT ON COLUMN contacts.auto_creation_source IS 'webhook or manual: how it was made without being entered; NULL when it was entered';
COMMENT ON CONSTRAINT contacts_can_be_reached ON contacts IS 'A contact has at least a number, an address or a name';
COMMENT ON INDEX contacts_auto_created_from_call_id_idx IS 'Finds the contact that a call made';
COMMENT ON TABLE phone_numbers IS 'A number that administrators assign to a tenant to call from';
COMMENT ON COLUMN phone_numbers.name IS 'What administrators call the number';
COMMENT ON COLUMN phone_numbers.phone_number IS 'The number in E.164; unique among active ones';
COMMENT ON COLUMN phone_numbers.elevenlabs_phone_number_id IS 'The provider''s id of the number';
COMMENT ON COLUMN phone_numbers.assigned_to_user_id IS 'The tenant who may use it; NULL while it is nobody''s';
COMMENT ON COLUMN phone_numbers.created_by_admin_id IS 'The administrator who entered it';
COMMENT ON COLUMN phone_numbers.is_active IS 'Whether it can be called from';
COMMENT ON INDEX phone_numbers_assigned_to_user_id_idx IS 'Lists the numbers of a tenant';
COMMENT ON INDEX phone_numbers_one_active_number IS 'A number is active at most once';
COMMENT ON TABLE follow_ups IS 'What a tenant means to do about a lead, and on which day';
COMMENT ON COLUMN follow_ups.lead_phone IS 'Number of the lead in E.164; a follow-up has this or an address';
COMMENT ON COLUMN follow_ups.lead_email IS 'Address of the lead';
COMMENT ON COLUMN follow_ups.lead_name IS 'Name of the lead';
COMMENT ON COLUMN follow_ups.follow_up_date IS 'Day on which it is due, in the tenant''s zone';
COMMENT ON COLUMN follow_ups.remark IS 'What the tenant noted';
COMMENT ON COLUMN follow_ups.is_completed IS 'Whether it is done; agrees with follow_up_status';
COMMENT ON COLUMN follow_ups.follow_up_status IS 'pending, completed or cancelled';
COMMENT ON COLUMN follow_ups.created_by IS 'User who wrote it';
COMMENT ON COLUMN follow_ups.completed_at IS 'When it was done; NULL until then';
COMMENT ON COLUMN follow_ups.completed_by IS 'User who did it';
COMMENT ON CONSTRAINT follow_ups_completed_by_only_when_completed ON follow_ups IS 'Only what is done was done by somebody';
COMMENT ON CONSTRAINT follow_ups_completed_has_its_moment ON follow_ups IS 'What is done has its moment, and nothing else has one';
COMMENT ON CONSTRAINT follow_ups_is_completed_follows_status ON follow_ups IS 'is_completed is true for the status completed alone';
COMMENT ON CONSTRAINT follow_ups_lead_can_be_identified ON follow_ups IS 'A lead is named by number or address';
COMMENT ON INDEX follow_ups_user_id_follow_up_date_idx IS 'Lists a tenant''s follow-ups by day';
COMMENT ON TABLE customers IS 'A contact that became a customer';
COMMENT ON COLUMN customers.contact_id IS 'The contact; one customer each';
COMMENT ON COLUMN customers.customer_reference_number IS 'CUST-YYYY-NNNN: year of conversion and a number without gaps; set by a trigger';
COMMENT ON COLUMN customers.name IS 'Name of the customer';
COMMENT ON COLUMN customers.email IS 'Address of the customer';
COMMENT ON COLUMN customers.phone IS 'Number of the customer in E.164';
COMMENT ON COLUMN customers.company IS 'Company of the customer';
COMMENT ON COLUMN customers.status IS 'Active, Inactive, Churned or On Hold';
COMMENT ON COLUMN customers.conversion_date IS 'When the contact became a customer';
COMMENT ON COLUMN customers.original_lead_source IS 'Where the lead came from';
COMMENT ON COLUMN customers.assigned_sales_rep IS 'Who looks after the customer';
COMMENT ON COLUMN customers.last_interaction_date IS 'When they were last in touch';
COMMENT ON COLUMN customers.notes IS 'The tenant''s notes';
COMMENT ON CONSTRAINT customers_reference_has_its_form ON customers IS 'A reference is CUST-, four digits of the year, and four digits or more';
COMMENT ON INDEX customers_user_id_conversion_date_idx IS 'Lists a tenant''s customers, newest first';
COMMENT ON TABLE customer_reference_counters IS 'The last customer number that was given in each year';
COMMENT ON COLUMN customer_reference_counters.year IS 'Year of conversion';
COMMENT ON COLUMN customer_reference_counters.last_number IS 'Last number given; the first is 1';
COMMENT ON CONSTRAINT customer_reference_counters_last_number_counts ON customer_reference_counters IS 'Numbers begin with 1';
COMMENT ON CONSTRAINT customer_reference_counters_year_has_four_digits ON customer_reference_counters IS 'A year has four digits, as the reference has';

-- object: zz_comments/functions.sql sha256:76ddc251bc998faf36a1ad14b5d52a52ce8cb927920b75f51261edc2ded45e5f
-- What each function keeps true, where its own file does not say so.
COMMENT ON FUNCTION uuid_v7() IS 'A new key that sorts by the moment it was made';
COMMENT ON FUNCTION is_time_zone(text) IS 'Whether the database knows a time zone of this name';
COMMENT ON FUNCTION trg_calls_set_call_date() IS 'A call belongs to the day on which it started in its tenant''s zone; nobody else sets that day';
COMMENT ON FUNCTION log_trigger_error(text,text,text,text,text) IS 'Writes a trigger''s failure down so that the business row commits; raises what a retry would heal';
COMMENT ON FUNCTION setting_integer(text) IS 'A whole-number setting; a missing one is an error, never a silent zero';
COMMENT ON FUNCTION update_updated_at_column() IS 'A changed row says when it was changed';
COMMENT ON FUNCTION trg_user_sessions_last_used() IS 'A changed session says when it was changed and last used';
COMMENT ON FUNCTION trg_credit_transactions_enter() IS 'Numbers a tenant''s ledger entries and fills each running balance';
COMMENT ON FUNCTION trg_users_grant_bonus() IS 'A new user''s free credits are a ledger entry';
COMMENT ON FUNCTION trg_users_guard_credits() IS 'users.credits only ever equals the ledger''s newest balance; a new user starts at zero';
COMMENT ON FUNCTION trg_credit_transactions_move_credits() IS 'users.credits is the newest balance of the ledger, moved once a statement';
COMMENT ON FUNCTION trg_credit_transactions_refuse_change() IS 'The ledger is append-only; an entry only loses the link to a deleted call';
COMMENT ON FUNCTION trg_notify_cache_invalidation() IS 'Every instance and open dashboard hears which tenant''s data changed';
COMMENT ON FUNCTION trg_notify_user_change() IS 'Every instance and open dashboard hears that what counts of a user changed';
COMMENT ON FUNCTION wake_ingestion() IS 'Tells the job processes that events wait in the inbox';
COMMENT ON FUNCTION trg_calls_daily_analytics() IS 'An agent''s day counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_analytics() IS 'An agent''s day counts its leads and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_daily_analytics() IS 'An agent''s day counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'An agent''s day adds up the scores of its leads, by new minus old';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_set_call_started_at() IS 'A lead or an outcome takes the beginning of its call from the call';
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';
COMMENT ON FUNCTION trg_customers_mark_contacts() IS 'A contact is marked as a customer exactly while a customer points at it';
COMMENT ON FUNCTION trg_admin_audit_log_refuse_change() IS 'The audit log is append-only';
COMMENT ON FUNCTION hold_rollups(uuid[]) IS 'Holds the rollups of these tenants until the transaction ends, so that writers cannot wait in a circle';
COMMENT ON FUNCTION hold_rollups_to_rebuild(uuid) IS 'Holds a tenant''s rollups to rebuild them, in a READ COMMITTED transaction only';
COMMENT ON FUNCTION period_first_day(text,date) IS 'First day of the day, week (from Monday), month or quarter that a date lies in';
COMMENT ON FUNCTION period_last_day(text,date) IS 'Last day of the day, week (from Monday), month or quarter that a date lies in';
COMMENT ON FUNCTION change_percentage(numeric,numeric) IS 'Percentage by which a figure changed; unknown when it was zero or unknown before';
COMMENT ON FUNCTION trg_drop_dashboard_cache() IS 'What was shared in dashboard_cache is dropped when the tenant''s figures change';
COMMENT ON FUNCTION trg_mark_kpi_stale() IS 'user_kpi_summary is stale once something it is made of changed';
COMMENT ON FUNCTION trg_calls_analytics_cache() IS 'A tenant''s day, week and month count its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_analytics_cache() IS 'A tenant''s day, week and month count its leads and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_analytics_cache() IS 'A tenant''s day, week and month count its answered calls, by new minus old';
COMMENT ON FUNCTION trg_calls_hourly_analytics() IS 'A tenant''s hour counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_hourly_analytics() IS 'A tenant''s hour counts its leads, their scores and calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_hourly_analytics() IS 'A tenant''s hour counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_agents_targets() IS 'The achievement of targets moves with the agents'' days, by new minus old';
COMMENT ON FUNCTION trg_agent_targets_fill() IS 'A new or moved target starts with what its period has brought already';
COMMENT ON FUNCTION rebuild_user_analytics(uuid,date,date) IS 'Counts a tenant''s days and hours anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_analytics(uuid,date,date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid,date,date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_user_daily_analytics(uuid,date,date) IS 'Counts a tenant''s daily figures anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_targets(uuid,date,date) IS 'Counts anew what the targets of these days have reached; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Makes the trends of a tenant''s agents in periods from these days on anew; returns how many rows there are';
COMMENT ON FUNCTION batch_calculate_call_analytics(date) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/ledger.sql sha256:39371d5339f14b517426423be6782d0928176f940c5e03d1a9f788a37d772146
-- Credits: every movement, once.
COMMENT ON TABLE credit_transactions IS 'The ledger of credits; append-only, and users.credits is its newest balance';
COMMENT ON COLUMN credit_transactions.entry_number IS 'Position among the tenant''s entries, from 1 without gaps; set by a trigger';
COMMENT ON COLUMN credit_transactions.type IS 'purchase, usage, bonus, admin_adjustment or refund';
COMMENT ON COLUMN credit_transactions.amount IS 'Credits moved; negative when they are spent';
COMMENT ON COLUMN credit_transactions.balance_after IS 'The tenant''s credits after this entry; set by a trigger';
COMMENT ON COLUMN credit_transactions.description IS 'What the entry is, for its reader';
COMMENT ON COLUMN credit_transactions.stripe_payment_id IS 'Payment at Stripe, of a purchase or its refund';
COMMENT ON COLUMN credit_transactions.call_id IS 'The call that is charged; NULL once that call is deleted';
COMMENT ON COLUMN credit_transactions.conversation_id IS 'The charged call''s conversation, which outlives the call';
COMMENT ON COLUMN credit_transactions.is_correction IS 'Whether a usage entry corrects an earlier charge';
COMMENT ON COLUMN credit_transactions.quantity_seconds IS 'Length of the charged call in seconds';
COMMENT ON COLUMN credit_transactions.quantity_minutes IS 'Started minutes that are charged';
COMMENT ON COLUMN credit_transactions.unit_credits IS 'Credits for each of these minutes';
COMMENT ON COLUMN credit_transactions.occurred_at IS 'When what the entry records happened';
COMMENT ON COLUMN credit_transactions.created_by IS 'Administrator who made a manual entry';
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';

-- object: zz_comments/rollups.sql sha256:a72111a326b1749fc736dd52e9f24009145fb30736f5585f7224b507a3250991
-- Figures that are kept by differences as calls arrive.
COMMENT ON TABLE agent_analytics IS 'An agent''s figures of a day, moved by triggers as its calls, leads and outcomes change';
COMMENT ON COLUMN agent_analytics.hour IS 'Always NULL: an agent''s figures are kept by day';
COMMENT ON TABLE user_analytics IS 'A tenant''s figures of a day (hour is NULL) and of each hour of it';
COMMENT ON COLUMN user_analytics.hour IS 'Hour of the day in the tenant''s zone, 0 to 23; NULL in the row of the whole day';
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';
COMMENT ON TABLE user_daily_analytics IS 'A tenant''s figures of a day, the sum of its agents'' days';
COMMENT ON INDEX agent_analytics_user_id_date_idx IS 'Reads the agents'' days of a tenant';
COMMENT ON TABLE call_analytics_cache IS 'A tenant''s figures of each day, week and month, ready to be shown';
COMMENT ON COLUMN call_analytics_cache.total_call_duration IS 'Length of the completed and failed calls in seconds';
COMMENT ON COLUMN call_analytics_cache.average_call_duration IS 'Seconds for each call';
COMMENT ON COLUMN call_analytics_cache.pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN call_analytics_cache.demo_requests IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN call_analytics_cache.followup_requests IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN call_analytics_cache.sample_requests IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN call_analytics_cache.human_escalations IS 'Calls in which a person was asked for';
COMMENT ON CONSTRAINT call_analytics_cache_date_begins_its_period ON call_analytics_cache IS 'A period is named by its first day';
COMMENT ON TABLE dashboard_cache IS 'What was computed from a tenant''s figures and is shared until they change';
COMMENT ON COLUMN dashboard_cache.cache_key IS 'What was computed';
COMMENT ON COLUMN dashboard_cache.cache_data IS 'The result, as JSON';
COMMENT ON COLUMN dashboard_cache.expires_at IS 'When it is no longer used even if nothing changed';
COMMENT ON INDEX dashboard_cache_expires_at_idx IS 'Finds what has expired';
COMMENT ON TABLE agent_performance_trends IS 'An agent''s figures of a period against those of the one before';
COMMENT ON COLUMN agent_performance_trends.performance_rank IS 'Place among the tenant''s agents in the period, 1 is best: by qualified leads, then leads, then successful calls';
COMMENT ON CONSTRAINT agent_performance_trends_is_one_period ON agent_performance_trends IS 'First and last day are those of one period of the type';
COMMENT ON CONSTRAINT agent_performance_trends_rank_counts_from_one ON agent_performance_trends IS 'The best rank is 1';
COMMENT ON INDEX agent_performance_trends_user_id_period_idx IS 'Reads a tenant''s trends of a period';
COMMENT ON TABLE agent_targets IS 'What a tenant wants an agent to reach in a period, and what it has reached';
COMMENT ON COLUMN agent_targets.target_date IS 'First day of the period';
COMMENT ON COLUMN agent_targets.target_type IS 'daily, weekly, monthly or quarterly';
COMMENT ON COLUMN agent_targets.period_end IS 'Last day of the period';
COMMENT ON COLUMN agent_targets.target_calls IS 'Calls to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_success_rate IS 'Success rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_leads IS 'Leads to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_conversion_rate IS 'Conversion rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.actual_calls IS 'Calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_successful_calls IS 'Successful calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_leads IS 'Leads of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_success_rate IS 'Successful calls of 100 so far';
COMMENT ON COLUMN agent_targets.actual_conversion_rate IS 'Leads of 100 calls so far';
COMMENT ON COLUMN agent_targets.achievement_percentage IS 'Mean share of the targets set that has been reached, in percent; none counts for more than 100';
COMMENT ON CONSTRAINT agent_targets_calls_is_positive ON agent_targets IS 'A target of calls is at least 1';
COMMENT ON CONSTRAINT agent_targets_conversion_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_success_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_date_begins_its_period ON agent_targets IS 'A period is named by its first day';
COMMENT ON CONSTRAINT agent_targets_has_a_target ON agent_targets IS 'At least one target is set';
COMMENT ON CONSTRAINT agent_targets_leads_is_positive ON agent_targets IS 'A target of leads is at least 1';
COMMENT ON INDEX agent_targets_user_id_target_date_idx IS 'Lists a tenant''s targets by day';
COMMENT ON VIEW call_contributions IS 'What each call adds to the rollups; rebuilding sums it up';
COMMENT ON INDEX user_kpi_summary_user_id_key IS 'One row a user; lets the summary be refreshed while it is read';

-- object: zz_comments/system.sql sha256:c0598feb3696fd4ab5c8b31bddbeacfda321a70c31013458f68f348b3e2e2b2d
-- Inbox, settings, scheduled work and what went wrong.
COMMENT ON TABLE webhook_events IS 'The inbox: every signed event of a provider, stored before it is processed';
COMMENT ON COLUMN webhook_events.provider IS 'elevenlabs or stripe';
COMMENT ON COLUMN webhook_events.status IS 'pending, waiting (for its call), processed, unsupported or quarantined';
COMMENT ON COLUMN webhook_events.body IS 'The event as it was received; NULL when it lies in the file storage';
COMMENT ON COLUMN webhook_events.body_storage_key IS 'Where a large event lies in the file storage';
COMMENT ON COLUMN webhook_events.audio_storage_key IS 'Where the audio of the event lies in the file storage';
COMMENT ON COLUMN webhook_events.body_bytes IS 'Size of the event in bytes';
COMMENT ON COLUMN webhook_events.body_sha256 IS 'SHA-256 of the event, by which a second delivery is recognised';
COMMENT ON COLUMN webhook_events.signed_at IS 'Moment in the provider''s signature';
COMMENT ON COLUMN webhook_events.event_type IS 'Kind of event, in the provider''s words';
COMMENT ON COLUMN webhook_events.event_at IS 'When it happened, as the provider says';
COMMENT ON COLUMN webhook_events.conversation_id IS 'The provider''s conversation, when the event names one';
COMMENT ON COLUMN webhook_events.user_id IS 'The tenant, once it is known';
COMMENT ON COLUMN webhook_events.call_id IS 'The call that the event made or changed';
COMMENT ON COLUMN webhook_events.reason IS 'Why it was set aside, as a word';
COMMENT ON COLUMN webhook_events.detail IS 'The same in a sentence';
COMMENT ON COLUMN webhook_events.attempts IS 'How often it was tried';
COMMENT ON COLUMN webhook_events.delivery_count IS 'How often the provider delivered it';
COMMENT ON COLUMN webhook_events.received_at IS 'When it came first';
COMMENT ON COLUMN webhook_events.last_received_at IS 'When it came last';
COMMENT ON COLUMN webhook_events.processed_at IS 'When its processing ended';
COMMENT ON CONSTRAINT webhook_events_body_is_in_one_place ON webhook_events IS 'A body lies in the table or in the file storage, never in both or neither';
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_waiting_idx IS 'Finds the events that wait for something of their conversation';
COMMENT ON TABLE system_config IS 'Settings, each with its type, default and bounds';
COMMENT ON COLUMN system_config.config_key IS 'Name of the setting';
COMMENT ON COLUMN system_config.config_value IS 'Value in force, as text';
COMMENT ON COLUMN system_config.description IS 'What the setting means, and its unit';
COMMENT ON COLUMN system_config.updated_by IS 'Administrator who last changed it';
COMMENT ON CONSTRAINT system_config_bounds_are_of_numbers ON system_config IS 'Only numbers have bounds';
COMMENT ON CONSTRAINT system_config_default_has_its_type ON system_config IS 'The default reads as its type';
COMMENT ON CONSTRAINT system_config_default_is_in_bounds ON system_config IS 'The default is within the bounds';
COMMENT ON CONSTRAINT system_config_secret_is_encrypted ON system_config IS 'A secret is a text, has no default and is empty or ciphertext';
COMMENT ON CONSTRAINT system_config_value_has_its_type ON system_config IS 'The value reads as its type';
COMMENT ON CONSTRAINT system_config_value_is_in_bounds ON system_config IS 'The value is within the bounds';
COMMENT ON TABLE trigger_error_log IS 'Failures of triggers that were written down so that the business row could commit; kept for 7 days';
COMMENT ON COLUMN trigger_error_log.table_name IS 'Table whose trigger failed';
COMMENT ON COLUMN trigger_error_log.operation IS 'INSERT, UPDATE or DELETE';
COMMENT ON COLUMN trigger_error_log.error_message IS 'SQLSTATE and message';
COMMENT ON COLUMN trigger_error_log.error_context IS 'Where in the code it failed';
COMMENT ON COLUMN trigger_error_log.occurred_at IS 'When it failed';
COMMENT ON INDEX trigger_error_log_occurred_at_idx IS 'Finds the newest failures and those old enough to remove';
COMMENT ON SEQUENCE trigger_error_log_id_seq IS 'Numbers the rows of trigger_error_log';
COMMENT ON CONSTRAINT kpi_refresh_state_is_one_row ON kpi_refresh_state IS 'The table has one row';
COMMENT ON CONSTRAINT job_runs_end_after_start ON job_runs IS 'A run does not end before it begins';
COMMENT ON CONSTRAINT job_runs_end_says_how_it_ended ON job_runs IS 'A run that ended has a duration and either a number of rows or an error';
COMMENT ON INDEX job_runs_task_started_at_idx IS 'Lists the runs of a task, newest first';
COMMENT ON CONSTRAINT job_schedule_slot_is_a_minute ON job_schedule IS 'A slot is a whole minute';
COMMENT ON CONSTRAINT audit_findings_seen_in_order ON audit_findings IS 'A finding is not last seen before it is first seen';
COMMENT ON SCHEMA absent IS 'Empty stand-ins for the transition tables that an insert or a delete lacks';

-- object: zz_comments/z_derived.sql sha256:8fdde8d25cedfdb0ba9bb9b1d7c88d8795a7f63cc0d728d1ce78be505e2a07a5
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A policy that is made anew needs this file applied again.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    WITH keys AS (
      SELECT o.*, c.relname, (
        SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(o.conkey) WITH ORDINALITY k (attnum, position)
          JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.connamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND o.contype IN ('p', 'u', 'f', 'c')
    ), meanings AS (
      SELECT relname, conname, CASE
        WHEN contype = 'p' THEN format('A row is identified by %s', columns)
        WHEN contype = 'u' THEN format('No two rows share %s', columns)
        WHEN contype = 'f' THEN format('%s is that of a row of %s%s', columns, (SELECT relname FROM pg_class WHERE oid = confrelid), CASE confdeltype
          WHEN 'c' THEN ', and the row goes with it' WHEN 'n' THEN ', and is emptied when that row goes'
          ELSE ', which stays as long as it is named' END)
        WHEN conname LIKE '%\_is\_known' THEN format('%s is one of: %s', columns, (
          SELECT string_agg(quoted[1], ', ') FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') quoted))
        WHEN conname LIKE '%\_is\_e164' THEN format('%s is in E.164: a plus sign and 7 to 15 digits', columns)
        WHEN conname LIKE '%\_score\_is\_percent' THEN format('%s is 0 to 100', columns)
        END AS meaning FROM keys
    )
    SELECT format('COMMENT ON CONSTRAINT %I ON public.%I IS %L', conname, relname, meaning) FROM meanings WHERE meaning IS NOT NULL
    UNION ALL
    SELECT format('COMMENT ON INDEX public.%I IS %L', conname, format('Keeps the constraint %s of %s', conname, relname))
    FROM keys WHERE contype IN ('p', 'u')
    UNION ALL
    SELECT format('COMMENT ON TRIGGER %I ON public.%I IS %L', t.tgname, c.relname, format('%s %s: %s',
      CASE WHEN t.tgtype & 2 = 2 THEN 'Before' ELSE 'After' END,
      concat_ws(' or ', CASE WHEN t.tgtype & 4 = 4 THEN 'insert' END, CASE WHEN t.tgtype & 16 = 16 THEN 'update' END,
        CASE WHEN t.tgtype & 8 = 8 THEN 'delete' END, CASE WHEN t.tgtype & 32 = 32 THEN 'truncate' END),
      lower(left(d.description, 1)) || substr(d.description, 2)))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_description d ON d.objoid = t.tgfoid AND d.classoid = 'pg_proc'::regclass
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname <> 'cache_invalidation_system_config'
    UNION ALL
    SELECT format('COMMENT ON POLICY %I ON public.%I IS %L', p.polname, c.relname, CASE p.polname
      WHEN 'tenant_sees_own' THEN 'app_tenant sees and writes the rows of the tenant named in app.user_id'
      WHEN 'ingest_sees_all' THEN 'app_ingest works for every tenant; its grants say on what'
      WHEN 'auth_sees_all' THEN 'app_auth signs in every user; its grants say on what'
      WHEN 'owner_sees_all' THEN 'The owner, on whose behalf triggers run, passes forced security' END)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('COMMENT ON VIEW absent.%I IS %L', c.relname, format('Empty stand-in for the %s rows of a statement that has none',
      CASE WHEN c.relname LIKE '%\_old' THEN 'old' ELSE 'new' END))
    FROM pg_class c WHERE c.relnamespace = 'absent'::regnamespace AND c.relkind = 'v'
    UNION ALL
    SELECT format('COMMENT ON COLUMN absent.%I.%I IS %L', c.relname, a.attname, col_description(source.attrelid, source.attnum))
    FROM (VALUES ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'),
        ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, name)
      JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = ('public.' || pair.name)::regclass AND source.attname = a.attname
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
