-- object: core/call_facts.sql sha256:7dae4c34e351f0917e2e78ab06859b72e2fcd8e345fc6e1ded789205bb9e0857
-- A lead or an outcome takes from its call what the writer leaves out of what it repeats of it: agent, day, beginning, person, source,
-- direction, and whether the call is counted. The foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_take_call_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  call calls;
BEGIN
  SELECT * INTO call FROM calls WHERE id = NEW.call_id AND user_id = NEW.user_id;
  -- A call that is not there, or is another tenant's, is the foreign key's to refuse, after the statement has returned its row.
  NEW.agent_id := coalesce(NEW.agent_id, call.agent_id, NEW.call_id);
  NEW.call_date := coalesce(NEW.call_date, call.call_date, '-infinity');
  NEW.call_started_at := coalesce(NEW.call_started_at, call.started_at, '-infinity');
  NEW.person_key := coalesce(NEW.person_key, call.person_key, '');
  NEW.call_source := coalesce(NEW.call_source, call.call_source, '');
  NEW.lead_type := coalesce(NEW.lead_type, call.lead_type, '');
  NEW.is_counted := coalesce(NEW.is_counted, call.is_counted, false);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_lead_analytics_take_call_facts
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_call_facts
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

-- An outcome that does not say how good the lead was agrees with the call's lead, if there is one.
CREATE OR REPLACE FUNCTION trg_agent_call_outcomes_take_lead() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  lead lead_analytics;
BEGIN
  SELECT * INTO lead FROM lead_analytics WHERE call_id = NEW.call_id AND user_id = NEW.user_id;
  NEW.is_qualified_lead := coalesce(lead.is_qualified, false);
  NEW.lead_temperature := coalesce(NEW.lead_temperature, lead.lead_status_tag);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_call_outcomes_take_lead() IS
  'An outcome that does not say how good the lead was agrees with the call''s lead';

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_lead
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.is_qualified_lead IS NULL) EXECUTE FUNCTION trg_agent_call_outcomes_take_lead();

-- object: targets/fill_agent_target.sql sha256:75f965a19e2caf7c46d1ae0a5c4b970ba65aad73e197b4ffcc3ad38955aada4c
-- A new or moved target starts with what its period has brought already. It is counted while the rollups are held, so that no
-- call falls between that count and the differences that follow it. Another tenant's agent has no days here: the foreign key refuses it only
-- when the statement has returned its row.
CREATE OR REPLACE FUNCTION trg_agent_targets_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups(ARRAY[NEW.user_id]);
  SELECT coalesce(sum(total_calls), 0), coalesce(sum(successful_calls), 0), coalesce(sum(leads_generated), 0)
  INTO NEW.actual_calls, NEW.actual_successful_calls, NEW.actual_leads
  FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND hour IS NULL
    AND date BETWEEN NEW.target_date AND period_last_day(NEW.target_type, NEW.target_date)
    AND EXISTS (SELECT FROM agents WHERE id = NEW.agent_id AND user_id = NEW.user_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_agent_targets_fill
  BEFORE INSERT OR UPDATE OF agent_id, user_id, target_date, target_type ON agent_targets
  FOR EACH ROW EXECUTE FUNCTION trg_agent_targets_fill();

-- object: targets/take_agents_tenant.sql sha256:ec8b349c9d24929ac5523c9482ec61bbde4bb547a8d68557efc4f8b0d8c5b16a
-- A target or a trend that names no tenant is its agent's tenant's. By its name this comes before a target's figures are counted.
CREATE OR REPLACE FUNCTION trg_take_agents_tenant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT a.user_id INTO NEW.user_id FROM agents a WHERE a.id = NEW.agent_id;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_take_agents_tenant() IS 'A target or a trend that names no tenant is its agent''s tenant''s';

CREATE OR REPLACE TRIGGER trigger_agent_targets_1_take_tenant
  BEFORE INSERT ON agent_targets
  FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION trg_take_agents_tenant();

CREATE OR REPLACE TRIGGER trigger_agent_performance_trends_1_take_tenant
  BEFORE INSERT ON agent_performance_trends
  FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION trg_take_agents_tenant();

-- A trend that leaves its figures out takes them from its agent's days; what it is compared with is made by the next refresh.
CREATE OR REPLACE FUNCTION trg_agent_performance_trends_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  days record;
BEGIN
  SELECT coalesce(sum(total_calls), 0) AS calls, sum(successful_calls) AS successful_calls,
    coalesce(sum(leads_generated), 0) AS leads, coalesce(sum(qualified_leads), 0) AS qualified_leads
  INTO days FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND user_id = NEW.user_id AND hour IS NULL AND date BETWEEN NEW.period_start AND NEW.period_end;
  NEW.total_calls := coalesce(NEW.total_calls, days.calls);
  NEW.leads_generated := coalesce(NEW.leads_generated, days.leads);
  NEW.qualified_leads := coalesce(NEW.qualified_leads, days.qualified_leads);
  NEW.success_rate := coalesce(NEW.success_rate, round(100.0 * days.successful_calls / nullif(days.calls, 0), 2));
  NEW.conversion_rate := coalesce(NEW.conversion_rate, round(100.0 * days.leads / nullif(days.calls, 0), 2));
  INSERT INTO stale_trends (tenant_id, day) SELECT id, NEW.period_start FROM users WHERE id = NEW.user_id ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_performance_trends_fill() IS
  'A trend that leaves its figures out takes them from its agent''s days, and waits to be compared';

CREATE OR REPLACE TRIGGER trigger_agent_performance_trends_2_fill
  BEFORE INSERT ON agent_performance_trends
  FOR EACH ROW WHEN (NEW.total_calls IS NULL OR NEW.leads_generated IS NULL OR NEW.qualified_leads IS NULL)
  EXECUTE FUNCTION trg_agent_performance_trends_fill();

-- object: zz_comments/1_shared_columns.sql sha256:1ed8d803365b553d4c76b4a2d98db3548b8a0392487e74660ac8da31d72d59c4
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
    ('is_counted', 'Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone'),
    ('person_key', 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call'),
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
    ('pricing_clicks', 'Calls in which prices were asked for'),
    ('demo_requests', 'Calls in which a demo was asked for'),
    ('followup_requests', 'Calls in which a follow-up was asked for'),
    ('sample_requests', 'Calls in which a sample was asked for'),
    ('human_escalations', 'Calls in which a human was asked for'),
    ('agents_summary', 'Each agent''s figures of the 30 days and of all time, the best first, as a JSON array'),
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
    WHERE c.relname NOT IN ('job_runs', 'job_schedule', 'job_processes', 'job_totals', 'audit_findings', 'kpi_refresh_state')
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
