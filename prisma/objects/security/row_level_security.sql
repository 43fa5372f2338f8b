-- A tenant's transaction sees and writes the rows of the tenant it names in app.user_id, and none when it names none.
-- depends on: security/app_user_id.sql
-- Security is forced, so the owner too (on behalf of whom triggers run) passes by a policy of its own.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'contacts', 'calls', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'credit_transactions',
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events', 'phone_numbers', 'follow_ups', 'customers',
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets',
    'oauth_accounts', 'second_factors', 'second_factor_recovery_codes', 'email_verification_tokens', 'password_reset_tokens',
    'call_segment_analytics', 'contact_imports', 'contact_import_rows', 'deleted_contacts', 'leads', 'customer_events',
    'call_searches', 'saved_views',
    'call_search_queue', 'call_search_rebuilds', 'call_search_failures', 'rollup_changes'
  ] LOOP
    tenant_column := CASE name WHEN 'users' THEN 'id' WHEN 'phone_numbers' THEN 'assigned_to_user_id' ELSE 'user_id' END;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS ingest_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY ingest_sees_all ON public.%I TO app_ingest USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS tenant_sees_own ON public.%I', name);
    EXECUTE format(
      'CREATE POLICY tenant_sees_own ON public.%1$I TO app_tenant
         USING (%2$I = (SELECT app_user_id())) WITH CHECK (%2$I = (SELECT app_user_id()))', name, tenant_column);
  END LOOP;
  -- A conversation becomes the charge of its call or the refund of a correction, and no other entry.
  DROP POLICY IF EXISTS ingest_sees_all ON public.credit_transactions;
  DROP POLICY IF EXISTS ingest_reads_ledger ON public.credit_transactions;
  CREATE POLICY ingest_reads_ledger ON public.credit_transactions FOR SELECT TO app_ingest USING (true);
  DROP POLICY IF EXISTS ingest_charges_calls ON public.credit_transactions;
  CREATE POLICY ingest_charges_calls ON public.credit_transactions FOR INSERT TO app_ingest WITH CHECK (
    call_id IS NOT NULL AND conversation_id IS NOT NULL AND (type = 'usage' OR type = 'refund' AND is_correction AND amount > 0));
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions', 'oauth_accounts', 'second_factors', 'second_factor_recovery_codes',
    'email_verification_tokens', 'password_reset_tokens'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What no tenant may see is closed to all but the owner and the roles that grants name.
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts', 'admin_audit_log', 'audit_findings', 'stale_trends', 'user_notes'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  DROP POLICY IF EXISTS job_sees_all ON public.audit_findings;
  CREATE POLICY job_sees_all ON public.audit_findings TO app_job USING (true) WITH CHECK (true);
  FOREACH name IN ARRAY ARRAY['admin_audit_log', 'audit_findings', 'user_notes'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_sees_all ON public.%I TO app_admin USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What administrators' pages show of every tenant; what they may change has functions that ask who acts.
  FOREACH name IN ARRAY ARRAY['users', 'phone_numbers', 'user_sessions', 'credit_transactions', 'agents', 'agent_analytics',
    'user_daily_analytics', 'call_analytics_cache', 'login_attempts', 'oauth_accounts', 'second_factors', 'webhook_events'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_reads_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_reads_all ON public.%I FOR SELECT TO app_admin USING (true)', name);
  END LOOP;
  -- A policy that is made anew has lost its comment.
  FOR name IN
    SELECT format('COMMENT ON POLICY %I ON public.%I IS %L', p.polname, c.relname, CASE p.polname
      WHEN 'tenant_sees_own' THEN 'app_tenant sees and writes the rows of the tenant named in app.user_id'
      WHEN 'ingest_sees_all' THEN 'app_ingest works for every tenant; its grants say on what'
      WHEN 'auth_sees_all' THEN 'app_auth signs in every user; its grants say on what'
      WHEN 'job_sees_all' THEN 'app_job works for every tenant; its grants say on what'
      WHEN 'admin_sees_all' THEN 'app_admin administers every tenant; its grants say what it may do'
      WHEN 'admin_reads_all' THEN 'app_admin reads what its grants name, of every tenant'
      WHEN 'ingest_reads_ledger' THEN 'app_ingest reads what conversations were charged already'
      WHEN 'ingest_charges_calls' THEN 'app_ingest enters the charge of a call or the refund of a correction, and nothing else'
      WHEN 'owner_sees_all' THEN 'The owner, on whose behalf triggers run, passes forced security' END)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE name;
  END LOOP;
END $$;
