-- object: zz_comments/accounts.sql sha256:99d1c4165451481e70fcb8d044e2a2bcab696d3022981335016a3b28d333d987
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
COMMENT ON CONSTRAINT user_sessions_refresh_outlasts_token ON user_sessions IS 'A session can be prolonged at least as long as it works';
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
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';
COMMENT ON TABLE admin_audit_log IS 'What administrators did; append-only';
COMMENT ON COLUMN admin_audit_log.admin_user_id IS 'The administrator';
COMMENT ON COLUMN admin_audit_log.action IS 'What was done';
COMMENT ON COLUMN admin_audit_log.resource_type IS 'Kind of thing it was done to';
COMMENT ON COLUMN admin_audit_log.resource_id IS 'Key of that thing, as text';
COMMENT ON COLUMN admin_audit_log.target_user_id IS 'User whom it affects, if any';
COMMENT ON COLUMN admin_audit_log.details IS 'What else describes the action';

-- object: zz_comments/contacts.sql sha256:01f9418226854ca6c37b7f787ff2ed063146badc2dc2ef9c1b97a0bd765d3a8d
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
COMMENT ON COLUMN contacts.auto_creation_source IS 'webhook: made from a call; manual or NULL: entered by a person';
COMMENT ON CONSTRAINT contacts_can_be_reached ON contacts IS 'A contact has at least a number, an address or a name';
COMMENT ON CONSTRAINT contacts_auto_created_by_webhook_alone ON contacts IS 'A contact is auto-created exactly when its source is webhook';
COMMENT ON CONSTRAINT contacts_made_from_a_call_are_auto_created ON contacts IS 'Only what was auto-created was made from a call';
COMMENT ON INDEX contacts_auto_created_from_call_id_idx IS 'Finds the contact that a call made';
COMMENT ON TABLE phone_numbers IS 'A number that administrators assign to a tenant to call from';
COMMENT ON COLUMN phone_numbers.name IS 'What administrators call the number';
COMMENT ON COLUMN phone_numbers.phone_number IS 'The number in E.164; unique among active ones';
COMMENT ON COLUMN phone_numbers.elevenlabs_phone_number_id IS 'The provider''s id of the number';
COMMENT ON COLUMN phone_numbers.assigned_to_user_id IS 'The tenant who may use it; NULL while it is nobody''s';
COMMENT ON COLUMN phone_numbers.created_by_admin_id IS 'The administrator who entered it';
COMMENT ON COLUMN phone_numbers.is_active IS 'Whether it can be called from';
COMMENT ON INDEX phone_numbers_one_active_number IS 'A number is active at most once';
COMMENT ON TABLE follow_ups IS 'What a tenant means to do about a lead, and on which day';
COMMENT ON COLUMN follow_ups.lead_phone IS 'Number of the lead in E.164; a follow-up has this or an address';
COMMENT ON COLUMN follow_ups.lead_email IS 'Address of the lead';
COMMENT ON COLUMN follow_ups.lead_name IS 'Name of the lead';
COMMENT ON COLUMN follow_ups.follow_up_date IS 'Day on which it is due, in the tenant''s zone';
COMMENT ON COLUMN follow_ups.remark IS 'What the tenant noted';
COMMENT ON COLUMN follow_ups.is_completed IS 'Whether it is done; agrees with follow_up_status';
COMMENT ON COLUMN follow_ups.follow_up_status IS 'pending, completed or cancelled';
COMMENT ON COLUMN follow_ups.created_by IS 'User who wrote it; set by a trigger';
COMMENT ON COLUMN follow_ups.completed_at IS 'When it was done; NULL until then';
COMMENT ON COLUMN follow_ups.completed_by IS 'User who did it; set by a trigger';
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

-- object: zz_comments/ledger.sql sha256:c6636bcf32215f948312a5ec1feecc3a83ec5369a33cefeb0ff638cb7bd3722d
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
COMMENT ON CONSTRAINT credit_transactions_adjustment_names_its_admin ON credit_transactions IS 'An adjustment says which administrator made it';
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_one_purchase_per_payment IS 'A payment buys credits once; its refund names it again';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';

-- object: zz_comments/rollups.sql sha256:e003ce4df0656474439500ddb0972079946c1518e26016cd1e6e790a9fe1a188
-- Figures that are kept by differences as calls arrive.
COMMENT ON TABLE agent_analytics IS 'An agent''s figures of a day, moved by triggers as its calls, leads and outcomes change';
COMMENT ON COLUMN agent_analytics.hour IS 'Always NULL: an agent''s figures are kept by day';
COMMENT ON TABLE user_analytics IS 'A tenant''s figures of a day (hour is NULL) and of each hour of it';
COMMENT ON COLUMN user_analytics.hour IS 'Hour of the day in the tenant''s zone, 0 to 23; NULL in the row of the whole day';
COMMENT ON CONSTRAINT agent_analytics_hour_is_of_a_day ON agent_analytics IS 'An hour is 0 to 23';
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';
COMMENT ON TABLE user_daily_analytics IS 'A tenant''s figures of a day, the sum of its agents'' days';
COMMENT ON INDEX agent_analytics_agent_id_date_hour_idx IS 'Reads the days of an agent';
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

-- object: zz_comments/system.sql sha256:8ea677dc29423a233747da78cf62f1dee6fcec8ed3bed16ab0971b0993974d27
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
COMMENT ON CONSTRAINT webhook_events_call_has_a_tenant ON webhook_events IS 'A call is named together with its tenant';
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_user_id_call_id_idx IS 'Finds the events of a tenant and of a call that is deleted';
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
COMMENT ON INDEX job_runs_started_at_idx IS 'Lists runs, newest first, and finds those old enough to remove';
COMMENT ON CONSTRAINT job_schedule_slot_is_a_minute ON job_schedule IS 'A slot is a whole minute';
COMMENT ON CONSTRAINT audit_findings_seen_in_order ON audit_findings IS 'A finding is not last seen before it is first seen';
COMMENT ON SCHEMA absent IS 'Empty stand-ins for the transition tables that an insert or a delete lacks';

-- object: zz_comments/z_derived.sql sha256:76b695cd1b30a01f9544127917f169b59e6157f27e708f584fbc17032bcea1c4
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
      WHEN 'job_sees_all' THEN 'app_job works for every tenant; its grants say on what'
      WHEN 'admin_sees_all' THEN 'app_admin administers every tenant; its grants say what it may do'
      WHEN 'ingest_reads_ledger' THEN 'app_ingest reads what conversations were charged already'
      WHEN 'ingest_charges_calls' THEN 'app_ingest enters the charge of a call or the refund of a correction, and nothing else'
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
