-- object: core/absent_transition_tables.sql sha256:0285bf8681f5e1c28d0517e6427a0ed9647d67ef2b9ebaab940c96343bc6d122
-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them. A view keeps the columns that its table had when it was made:
-- a table that gains one needs this file applied again.
CREATE SCHEMA IF NOT EXISTS absent;
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_old AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_new AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.changed_old AS SELECT NULL::uuid AS user_id WHERE false;
CREATE OR REPLACE VIEW absent.changed_new AS SELECT NULL::uuid AS user_id WHERE false;

-- object: core/call_started_at.sql sha256:df9291cf072989d51676e8439b4222f06778dee4d9b57728373d4af05bf420f6
-- A lead or an outcome written without its call's beginning takes it from the call; the foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_set_call_started_at() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- A call that is not there is the foreign key's to refuse.
  NEW.call_started_at := coalesce((SELECT started_at FROM calls WHERE id = NEW.call_id), '-infinity');
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_lead_analytics_set_call_started_at
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.call_started_at IS NULL) EXECUTE FUNCTION trg_set_call_started_at();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_set_call_started_at
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.call_started_at IS NULL) EXECUTE FUNCTION trg_set_call_started_at();

-- object: core/update_updated_at_column.sql sha256:e16e19dfcbb1c77ed699eb34b46e43a0b0f35a81d7abd5efe395c1ed973f7cd1
-- A changed row says when it was changed.
CREATE OR REPLACE FUNCTION update_updated_at_column() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'calls', 'contacts', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'system_config',
    'agent_analytics', 'user_analytics', 'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_targets',
    'customers', 'follow_ups', 'phone_numbers'
  ] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()',
      'update_' || name || '_updated_at', name);
  END LOOP;
END $$;

-- Of a session it says when it was last used, as well.
CREATE OR REPLACE FUNCTION trg_user_sessions_last_used() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  NEW.last_used_at := greatest(NEW.last_used_at, NEW.updated_at);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER update_user_sessions_updated_at
  BEFORE UPDATE ON user_sessions
  FOR EACH ROW EXECUTE FUNCTION trg_user_sessions_last_used();

-- object: customers/customer_reference.sql sha256:d2e69d7e23dbcfc453a56b590d15538da4ce2dc116af36d7b0d18c31915ac05c
-- A customer's reference is CUST-YYYY-NNNN: the year of conversion in the tenant's zone, and the next number of that year, with
-- five digits after 9999. The counter's row makes conversions of one year wait for each other, so that no number is given
-- twice or, after a rollback, left out.
CREATE OR REPLACE FUNCTION trg_generate_customer_reference() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  converted_year integer;
  number integer;
BEGIN
  SELECT extract(year FROM NEW.conversion_date AT TIME ZONE u.timezone) INTO converted_year FROM users u WHERE u.id = NEW.user_id;
  IF converted_year IS NULL THEN
    RAISE EXCEPTION 'A customer belongs to a user.'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'customers_user_id_fkey', TABLE = 'customers';
  END IF;
  -- Several years in one transaction could otherwise be counted in two orders.
  PERFORM pg_advisory_xact_lock(hashtext('customer reference'));
  INSERT INTO customer_reference_counters AS t (year, last_number) VALUES (converted_year, 1)
  ON CONFLICT (year) DO UPDATE SET last_number = t.last_number + 1
  RETURNING last_number INTO number;
  NEW.customer_reference_number := format('CUST-%s-%s', converted_year, CASE WHEN number < 10000 THEN to_char(number, 'FM0000') ELSE number::text END);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_generate_customer_reference
  BEFORE INSERT ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_generate_customer_reference();

-- object: customers/mark_contacts.sql sha256:be74a93ccdde1888e1d6bca585d16e5f4f399cdb915f0745acf88af4ae96e0d8
-- A contact is marked as a customer exactly while a customer points at it.
CREATE OR REPLACE FUNCTION trg_customers_mark_contacts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE contacts SET is_customer = false WHERE id = OLD.contact_id AND is_customer;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE contacts SET is_customer = true WHERE id = NEW.contact_id AND NOT is_customer;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_customers_mark_contacts
  AFTER INSERT OR DELETE OR UPDATE OF contact_id ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_customers_mark_contacts();

-- object: security/1_row_level_security.sql sha256:15b9637ce09ee11c7cdcff727ea82914a2e97fd4d69d0e20a12c55a1370227c9
-- A tenant's transaction sees and writes the rows of the tenant it names in app.user_id, and none when it names none.
CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- Security is forced, so the owner too (on behalf of whom triggers run) passes by a policy of its own.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'contacts', 'calls', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'credit_transactions',
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events', 'phone_numbers', 'follow_ups', 'customers',
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets'
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
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What belongs to no tenant is closed to all but the owner and the roles that grants name.
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts', 'admin_audit_log'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- object: security/2_grants.sql sha256:531e49ce869f65481f11f0e86b21d90d28e0fe4b5c2faa067e6b1af7f0b210c7
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name.
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness() TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, created_at, updated_at)
  ON users TO app_tenant;
GRANT UPDATE (name, timezone) ON users TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics, user_daily_analytics, call_analytics_cache, dashboard_cache, agent_performance_trends,
  agent_targets, follow_ups, customers TO app_tenant;
GRANT SELECT (id, name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, is_active, created_at, updated_at)
  ON phone_numbers TO app_tenant;
GRANT UPDATE (recording_url, recording_storage_key) ON calls TO app_tenant;
GRANT UPDATE (is_read) ON lead_analytics TO app_tenant;
-- What people write themselves; what the database fills (references, conversion marks, achievement) is out of their hands.
GRANT DELETE ON contacts, follow_ups, customers, agent_targets TO app_tenant;
GRANT INSERT (id, user_id, name, phone_number, email, company, notes, auto_creation_source),
  UPDATE (name, phone_number, email, company, notes) ON contacts TO app_tenant;
GRANT INSERT, UPDATE (lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at, completed_by)
  ON follow_ups TO app_tenant;
GRANT INSERT, UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
GRANT INSERT, UPDATE, DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT ON credit_transactions TO app_ingest;
GRANT SELECT ON agents, system_config TO app_ingest;
GRANT SELECT (id, timezone, is_active, updated_at), UPDATE (updated_at) ON users TO app_ingest;

-- Sign-in: accounts by address, and their sessions.
GRANT SELECT ON users, system_config TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;

-- object: security/refuse_audit_change.sql sha256:d12ff5f4558c517fad262919c5622ea3fe52413f39d0248f03199ea1449f2755
-- What an admin did stays written down: the audit log is append-only.
CREATE OR REPLACE FUNCTION trg_admin_audit_log_refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the audit log are never changed or deleted.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'admin_audit_log_is_append_only', TABLE = 'admin_audit_log';
END $$;

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_refuse_change
  BEFORE UPDATE OR DELETE ON admin_audit_log
  FOR EACH ROW EXECUTE FUNCTION trg_admin_audit_log_refuse_change();

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_refuse_truncate
  BEFORE TRUNCATE ON admin_audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION trg_admin_audit_log_refuse_change();
