-- object: zz_comments/leads.sql sha256:738f9528907eb844861280434ae6455e20421e8328b79e6cfd50f1cdcb69e475
-- One row for each lead, counted from its calls.
COMMENT ON TABLE leads IS 'A person with at least one call that showed a lead: what those calls add up to, kept by triggers on lead_analytics';
COMMENT ON COLUMN leads.person_key IS 'Who it is: the number in E.164, else the address in lower case, else the id of the one call';
COMMENT ON COLUMN leads.identity_kind IS 'phone, email or call: what the person is known by';
COMMENT ON COLUMN leads.call_count IS 'Calls that showed a lead';
COMMENT ON COLUMN leads.first_call_id IS 'The first of these calls';
COMMENT ON COLUMN leads.first_call_at IS 'When the first call began';
COMMENT ON COLUMN leads.first_call_source IS 'How the first call came: phone, internet or unknown';
COMMENT ON COLUMN leads.first_lead_type IS 'Whether the first call was inbound or outbound';
COMMENT ON COLUMN leads.first_score IS 'Score of the first call; NULL without one';
COMMENT ON COLUMN leads.first_tag IS 'hot, warm or cold, by the first call';
COMMENT ON COLUMN leads.latest_call_id IS 'The latest of these calls';
COMMENT ON COLUMN leads.latest_call_at IS 'When the latest call began';
COMMENT ON COLUMN leads.latest_call_date IS 'Day of the latest call in the tenant''s zone';
COMMENT ON COLUMN leads.latest_agent_id IS 'The agent of the latest call';
COMMENT ON COLUMN leads.latest_score IS 'Score of the latest call; NULL without one';
COMMENT ON COLUMN leads.latest_tag IS 'hot, warm or cold, by the latest call: the temperature of the lead';
COMMENT ON COLUMN leads.latest_is_qualified IS 'Whether the latest call is qualified';
COMMENT ON COLUMN leads.best_call_id IS 'The call with the highest score; of equal ones the latest';
COMMENT ON COLUMN leads.best_score IS 'The highest score; NULL without any';
COMMENT ON COLUMN leads.best_tag IS 'hot, warm or cold, by the best call';
COMMENT ON COLUMN leads.was_qualified IS 'Whether any of the calls is qualified';
COMMENT ON COLUMN leads.cta_pricing_calls IS 'Calls in which prices were asked for';
COMMENT ON COLUMN leads.cta_demo_calls IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN leads.cta_followup_calls IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN leads.cta_sample_calls IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN leads.cta_human_calls IS 'Calls in which a person was asked for';
COMMENT ON COLUMN leads.demo_scheduled_at IS 'When the demo takes place that was agreed in the latest call that agreed one';
COMMENT ON COLUMN leads.name IS 'Name, as last heard';
COMMENT ON COLUMN leads.email IS 'Address, as last heard, else the one that the person is known by';
COMMENT ON COLUMN leads.company IS 'Company, as last heard';
COMMENT ON COLUMN leads.latest_rank IS 'The latest score, and -1 without one: what the list is sorted by';
COMMENT ON COLUMN leads.best_rank IS 'The best score, and -1 without one: what the list is sorted by';
COMMENT ON COLUMN leads.phone_number IS 'Number in E.164 of a person who is known by one';
COMMENT ON COLUMN leads.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN leads.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN leads.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN leads.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON INDEX leads_latest_call_idx IS 'Lists a tenant''s leads, the latest called first';
COMMENT ON INDEX leads_tag_latest_call_idx IS 'Lists and counts a tenant''s hot, warm or cold leads, the latest called first';
COMMENT ON INDEX leads_agent_latest_call_idx IS 'Lists the leads whom an agent spoke to last';
COMMENT ON INDEX leads_latest_rank_idx IS 'Lists a tenant''s leads by their latest score';
COMMENT ON INDEX leads_tag_latest_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their latest score';
COMMENT ON INDEX leads_best_rank_idx IS 'Lists a tenant''s leads by their best score';
COMMENT ON INDEX leads_tag_best_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their best score';
COMMENT ON INDEX leads_cta_idx IS 'Lists a tenant''s leads with a call to action, the latest called first';
COMMENT ON INDEX leads_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, the latest called first';
COMMENT ON INDEX leads_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, the latest called first';
COMMENT ON INDEX leads_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, the latest called first';
COMMENT ON INDEX leads_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, the latest called first';
COMMENT ON INDEX leads_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, the latest called first';
COMMENT ON INDEX leads_demo_idx IS 'Lists a tenant''s leads with a demo, the latest called first';
COMMENT ON INDEX leads_phone_number_idx IS 'Finds leads by the beginning of their number';
COMMENT ON INDEX leads_name_search_idx IS 'Finds leads by the beginning of their name';
COMMENT ON INDEX leads_last_name_search_idx IS 'Finds leads by the beginning of their last name';
COMMENT ON INDEX leads_email_search_idx IS 'Finds leads by the beginning of their address';
COMMENT ON INDEX leads_company_search_idx IS 'Finds leads by the beginning of their company';
COMMENT ON COLUMN customers.person_key IS 'The lead that became this customer, as leads.person_key; NULL when it was none';
COMMENT ON COLUMN customers.origin_call_id IS 'The call with which everything began';
COMMENT ON COLUMN customers.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN customers.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON INDEX customers_status_conversion_date_idx IS 'Lists a tenant''s customers of one status, newest first';
COMMENT ON INDEX customers_origin_call_id_idx IS 'Finds the customer who began with a call';
COMMENT ON INDEX customers_phone_idx IS 'Finds a tenant''s customer by number';
COMMENT ON INDEX customers_email_search_idx IS 'Finds a tenant''s customer by address';
COMMENT ON TABLE customer_events IS 'What became of a customer: conversion and every change that matters, written by a trigger and never changed';
COMMENT ON COLUMN customer_events.customer_id IS 'The customer it happened to';
COMMENT ON COLUMN customer_events.kind IS 'converted, status_changed, sales_rep_changed, note_changed or details_changed';
COMMENT ON COLUMN customer_events.from_value IS 'What it was before; NULL when it was nothing';
COMMENT ON COLUMN customer_events.to_value IS 'What it became; NULL when it became nothing';
COMMENT ON COLUMN customer_events.created_by IS 'User who did it; NULL when no user did, or the user is gone';
COMMENT ON COLUMN customer_events.created_at IS 'When it happened';
COMMENT ON INDEX customer_events_customer_id_idx IS 'Reads what became of a customer, newest first';
-- A view that stands for a table says what the table says.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    SELECT format('COMMENT ON COLUMN person_leads.%I IS %L', v.attname, col_description('leads'::regclass, t.attnum))
    FROM pg_attribute v JOIN pg_attribute t ON t.attrelid = 'leads'::regclass AND t.attname = v.attname
    WHERE v.attrelid = 'person_leads'::regclass AND v.attnum > 0 AND col_description('leads'::regclass, t.attnum) IS NOT NULL
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;

-- object: zz_comments/1_shared_columns.sql sha256:d36e2ea4a967249cd9e49922d7c22a2320fdf4019aabe004d2a5af03b284684d
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
    ('person_key', 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call'),
    ('call_source', 'How the call came: phone, internet or unknown; follows the call'),
    ('lead_type', 'inbound or outbound; follows the call'),
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

-- object: zz_comments/z_derived.sql sha256:c36bc5108f2c5e1da05866e5c78e3107c64535fb05106b43d4360bb294e53f89
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A trigger, key or policy that is made anew needs this file
-- applied again.
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
        ('transcripts', 'transcripts'), ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, name)
      JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = ('public.' || pair.name)::regclass AND source.attname = a.attname
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
