-- object: audit/audit_data_isolation.sql sha256:f62f2443c792b23e9612dffd7cc3d3ac93927084af930820f581e92de881b152
-- No row points at another tenant's, and nothing in the database would let a tenant see or write what is not its own: every
-- foreign key, table, policy, right, view and function is found in the catalogue, so that a new one is held to the same rules.
CREATE OR REPLACE FUNCTION find_crossed_references(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  link record;
BEGIN
  FOR link IN
    SELECT k.conname::text AS name, k.conrelid::regclass AS child, k.confrelid::regclass AS parent,
      string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') FILTER (WHERE NOT tenancy.is_tenant) AS same_row,
      string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') AS same_key,
      string_agg(format('c.%I IS NOT NULL', ca.attname), ' AND ') AS is_set,
      max(ca.attname) FILTER (WHERE tenancy.is_tenant) AS child_tenant,
      max(pa.attname) FILTER (WHERE tenancy.is_tenant) AS parent_tenant
    FROM pg_constraint k
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (child_column, parent_column)
    JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.child_column
    JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = pair.parent_column
    CROSS JOIN LATERAL (SELECT pa.attname IN ('user_id', 'assigned_to_user_id') AS is_tenant) tenancy
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'user_id' AND NOT a.attisdropped)
    GROUP BY k.conname, k.conrelid, k.confrelid
    ORDER BY k.conrelid::regclass::text, k.conname
  LOOP
    IF link.same_row IS NOT NULL AND link.child_tenant IS NOT NULL THEN
      RETURN QUERY EXECUTE format(
        'SELECT ''reference_crosses_tenants'', c.user_id, %1$L, coalesce(to_jsonb(c) ->> ''id'', c.ctid::text),
           format(''%%s points at a row of %%s'', %2$L, p.%3$I)
         FROM %4$s c JOIN %5$s p ON %6$s
         WHERE c.%7$I <> p.%3$I AND ($1 IS NULL OR $1 IN (c.%7$I, p.%3$I))',
        link.child::text, link.name, link.parent_tenant, link.child, link.parent, link.same_row, link.child_tenant)
      USING tenant;
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT ''reference_leads_nowhere'', c.user_id, %1$L, coalesce(to_jsonb(c) ->> ''id'', c.ctid::text),
         format(''no row of %%s fits %%s'', %3$L, %2$L)
       FROM %4$s c
       WHERE %5$s AND ($1 IS NULL OR c.user_id = $1) AND NOT EXISTS (SELECT FROM %6$s p WHERE %7$s)
         AND NOT EXISTS (SELECT FROM %6$s p WHERE %8$s)',
      link.child::text, link.name, link.parent::text, link.child, link.is_set, link.parent, link.same_key,
      CASE WHEN link.child_tenant IS NULL THEN 'false' ELSE coalesce(link.same_row || format(' AND p.%I <> c.%I', link.parent_tenant, link.child_tenant), 'false') END)
    USING tenant;
  END LOOP;
END $$;
COMMENT ON FUNCTION find_crossed_references(uuid) IS
  'Rows whose foreign key names another tenant''s row, or none; of one tenant, or of all';

CREATE OR REPLACE FUNCTION find_open_doors() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_tables AS (
    SELECT c.oid, c.relname::text AS name, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (c.relname = 'users' OR EXISTS (
      SELECT FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname IN ('user_id', 'assigned_to_user_id') AND NOT a.attisdropped))
  ), allowed (name, privileges) AS (
    -- What tenants may do by table and column, at most; a new right of theirs is entered here when it is granted.
    VALUES ('users', 'SELECT UPDATE'), ('agents', 'SELECT INSERT UPDATE DELETE'), ('contacts', 'SELECT INSERT UPDATE DELETE'),
      ('calls', 'SELECT UPDATE'), ('lead_analytics', 'SELECT UPDATE'), ('transcripts', 'SELECT'),
      ('agent_call_outcomes', 'SELECT'), ('credit_transactions', 'SELECT'), ('agent_analytics', 'SELECT'),
      ('user_analytics', 'SELECT'), ('user_daily_analytics', 'SELECT'), ('call_analytics_cache', 'SELECT'),
      ('agent_performance_trends', 'SELECT'), ('phone_numbers', 'SELECT'), ('follow_ups', 'SELECT INSERT UPDATE DELETE'),
      ('customers', 'SELECT INSERT UPDATE DELETE'), ('agent_targets', 'SELECT INSERT UPDATE DELETE'),
      ('dashboard_cache', 'SELECT INSERT UPDATE DELETE'), ('my_kpi_summary', 'SELECT'), ('user_stats', 'SELECT'),
      ('agent_performance_summary', 'SELECT'), ('call_source_analytics', 'SELECT'), ('recent_call_analytics', 'SELECT')
  ), secret_columns (name, attname) AS (
    VALUES ('users', 'password_hash')
  ), granted AS (
    SELECT c.relname::text AS name, acl.privilege_type, NULL::text AS attname, acl.grantee
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT c.relname, acl.privilege_type, a.attname, acl.grantee
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
  ), of_tenants AS (
    SELECT * FROM granted WHERE grantee IN (0, 'app_tenant'::regrole)
  )
  SELECT 'table_has_no_forced_row_security', NULL::uuid, name, name, 'every table with a tenant has row-level security, forced'
  FROM tenant_tables WHERE NOT (relrowsecurity AND relforcerowsecurity)
  UNION ALL
  SELECT 'table_has_no_tenant_policy', NULL, t.name, t.name, 'tenants may use the table, and no policy tells their rows'
  FROM tenant_tables t
  WHERE EXISTS (SELECT FROM of_tenants g WHERE g.name = t.name)
    AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND 'app_tenant'::regrole = ANY (p.polroles))
  UNION ALL
  SELECT 'policy_names_no_tenant', NULL, t.name, p.polname::text, coalesce(pg_get_expr(p.polqual, p.polrelid), 'no condition')
  FROM tenant_tables t JOIN pg_policy p ON p.polrelid = t.oid
  WHERE p.polpermissive AND p.polroles && ARRAY[0::oid, 'app_tenant'::regrole::oid]
    AND (coalesce(pg_get_expr(p.polqual, p.polrelid), 'app_user_id()') NOT LIKE '%app\_user\_id()%'
      OR coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'app_user_id()') NOT LIKE '%app\_user\_id()%'
      OR (p.polqual IS NULL AND p.polwithcheck IS NULL))
  UNION ALL
  SELECT 'tenants_have_a_right_too_many', NULL, g.name, concat_ws('.', g.name, g.attname), g.privilege_type
  FROM of_tenants g LEFT JOIN allowed w ON w.name = g.name
  WHERE NOT g.privilege_type = ANY (string_to_array(coalesce(w.privileges, ''), ' '))
    OR EXISTS (SELECT FROM secret_columns s WHERE s.name = g.name AND (g.attname IS NULL OR s.attname = g.attname))
  UNION ALL
  SELECT 'view_reads_as_its_owner', NULL, c.relname::text, c.relname::text, 'tenants may read a view that sees all tenants'
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
    AND EXISTS (SELECT FROM of_tenants g WHERE g.name = c.relname)
    AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
    AND NOT (coalesce('security_barrier=true' = ANY (c.reloptions), false) AND pg_get_viewdef(c.oid) LIKE '%app\_user\_id()%')
  UNION ALL
  SELECT 'function_has_no_search_path', NULL, p.proname::text, p.oid::regprocedure::text, 'runs as its owner, with its caller''s search_path'
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    AND NOT EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search\_path=%')
  UNION ALL
  SELECT 'function_is_everybodys', NULL, p.proname::text, p.oid::regprocedure::text, 'runs as its owner, for any role'
  FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND acl.grantee = 0
  UNION ALL
  SELECT 'tenants_are_more_than_tenants', NULL, 'pg_roles', r.rolname::text, 'app_tenant bypasses row-level security or is a member of another role'
  FROM pg_roles r
  WHERE r.rolname = 'app_tenant' AND (r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
$$;
COMMENT ON FUNCTION find_open_doors() IS
  'What in the catalogue would let a tenant see or write more than its own: security, policies, rights, views and functions';

CREATE OR REPLACE FUNCTION audit_data_isolation(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_crossed_references(tenant)
  UNION ALL
  SELECT * FROM find_open_doors()
$$;
COMMENT ON FUNCTION audit_data_isolation(uuid) IS
  'References between the data of one user (or of any) and another''s, and every way in which tenants could see more than their own';

-- object: audit/calls.sql sha256:6a9c091ef6cb967a3ff13fe02710e3f637700118bbd46631fbaa17b3abc5faf6
-- What a call says of itself and what belongs to it agree: its day, minutes, price and outcome, its lead's agent, day and
-- judgement, and whether its contact is a customer.
CREATE OR REPLACE FUNCTION find_call_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_day_is_not_its_start', c.user_id, 'calls', c.id::text, format('%s began at %s in %s', c.call_date, c.started_at, u.timezone)
  FROM calls c JOIN users u ON u.id = c.user_id
  WHERE c.call_date <> (c.started_at AT TIME ZONE u.timezone)::date AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'minutes_are_not_started_minutes', c.user_id, 'calls', c.id::text,
    format('%s seconds, %s minutes', c.duration_seconds, c.duration_minutes)
  FROM calls c WHERE c.duration_minutes <> ceil(c.duration_seconds / 60.0) AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'credits_are_not_minutes_times_rate', c.user_id, 'calls', c.id::text,
    format('%s credits, %s minutes at %s', c.credits_used, c.duration_minutes, c.credits_per_minute)
  FROM calls c
  WHERE c.status <> 'in_progress' AND c.credits_used <> c.duration_minutes * c.credits_per_minute
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'ended_call_has_no_outcome', c.user_id, 'calls', c.id::text, c.status::text
  FROM calls c
  WHERE c.status <> 'in_progress' AND NOT EXISTS (SELECT FROM agent_call_outcomes o WHERE o.call_id = c.id)
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'lead_is_not_on_its_calls_day', l.user_id, 'lead_analytics', l.id::text,
    format('lead: %s %s, call: %s %s', l.agent_id, l.call_date, c.agent_id, c.call_date)
  FROM lead_analytics l JOIN calls c ON c.id = l.call_id
  WHERE (l.agent_id, l.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR l.user_id = tenant)
  UNION ALL
  SELECT 'outcome_is_not_on_its_calls_day', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s %s, call: %s %s', o.agent_id, o.call_date, c.agent_id, c.call_date)
  FROM agent_call_outcomes o JOIN calls c ON c.id = o.call_id
  WHERE (o.agent_id, o.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  -- Judged by the thresholds of its time: only a lead made since they last changed can be held against them.
  SELECT 'lead_is_judged_wrongly', l.user_id, 'lead_analytics', l.id::text,
    format('score %s, tag %s, %s', coalesce(l.total_score::text, 'none'), l.lead_status_tag,
      CASE WHEN l.is_qualified THEN 'qualified' ELSE 'not qualified' END)
  FROM lead_analytics l CROSS JOIN (
    SELECT max(s.updated_at) AS since,
      max(s.config_value) FILTER (WHERE s.config_key = 'qualified_lead_score')::integer AS qualified,
      max(s.config_value) FILTER (WHERE s.config_key = 'hot_lead_score')::integer AS hot,
      max(s.config_value) FILTER (WHERE s.config_key = 'warm_lead_score')::integer AS warm
    FROM system_config s WHERE s.config_key IN ('qualified_lead_score', 'hot_lead_score', 'warm_lead_score')
  ) rules
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (
    l.total_score IS NULL AND (l.is_qualified OR l.lead_status_tag <> 'cold')
    OR l.created_at > rules.since AND (
      l.is_qualified <> (l.total_score >= rules.qualified)
      OR l.lead_status_tag <> CASE WHEN l.total_score >= rules.hot THEN 'hot' WHEN l.total_score >= rules.warm THEN 'warm' ELSE 'cold' END))
  UNION ALL
  SELECT 'outcome_and_lead_disagree', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s, lead: %s', o.is_qualified_lead, l.is_qualified)
  FROM agent_call_outcomes o JOIN lead_analytics l ON l.call_id = o.call_id
  WHERE o.is_qualified_lead <> l.is_qualified AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  SELECT 'customer_flag_is_wrong', k.user_id, 'contacts', k.id::text,
    CASE WHEN k.is_customer THEN 'marked as a customer, and is none' ELSE 'is a customer, and not marked' END
  FROM contacts k
  WHERE k.is_customer <> EXISTS (SELECT FROM customers m WHERE m.contact_id = k.id) AND (tenant IS NULL OR k.user_id = tenant)
$$;
COMMENT ON FUNCTION find_call_faults(uuid) IS
  'Calls, outcomes, leads and contacts that contradict each other; of one tenant, or of all';

-- object: audit/ledger.sql sha256:ab4c7fbe0a9fdfdb6e71ce6cc05febba4125426dbe20a27d35cf21d26ebb7b6d
-- Every balance is the one before it plus the amount, entries count without gaps, a user's credits are their sum, and a call is
-- charged what it used.
CREATE OR REPLACE FUNCTION find_ledger_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH entries AS (
    SELECT t.*, lag(t.balance_after, 1, 0) OVER w AS before, lag(t.entry_number, 1, 0::bigint) OVER w AS previous
    FROM credit_transactions t WHERE tenant IS NULL OR t.user_id = tenant
    WINDOW w AS (PARTITION BY t.user_id ORDER BY t.entry_number)
  ), sums AS (
    SELECT t.user_id, sum(t.amount) AS amount FROM credit_transactions t WHERE tenant IS NULL OR t.user_id = tenant GROUP BY t.user_id
  ), charges AS (
    SELECT t.call_id, -sum(t.amount) AS credits FROM credit_transactions t
    WHERE t.call_id IS NOT NULL AND (tenant IS NULL OR t.user_id = tenant) GROUP BY t.call_id
  )
  SELECT 'ledger_chain_is_broken', e.user_id, 'credit_transactions', e.id::text,
    format('entry %s after %s: %s plus %s is not %s', e.entry_number, e.previous, e.before, e.amount, e.balance_after)
  FROM entries e WHERE e.balance_after <> e.before + e.amount OR e.entry_number <> e.previous + 1
  UNION ALL
  SELECT 'credits_are_not_the_ledger', u.id, 'users', u.id::text, format('%s credits, ledger %s', u.credits, coalesce(s.amount, 0))
  FROM users u LEFT JOIN sums s ON s.user_id = u.id
  WHERE u.credits <> coalesce(s.amount, 0) AND (tenant IS NULL OR u.id = tenant)
  UNION ALL
  SELECT 'call_is_not_charged_what_it_used', c.user_id, 'calls', c.id::text,
    format('%s credits used, %s charged', c.credits_used, coalesce(h.credits, 0))
  FROM calls c LEFT JOIN charges h ON h.call_id = c.id
  WHERE c.credits_used <> coalesce(h.credits, 0) AND (tenant IS NULL OR c.user_id = tenant)
$$;
COMMENT ON FUNCTION find_ledger_faults(uuid) IS
  'Where the ledger contradicts itself, a user''s credits or a call''s charge; of one tenant, or of all';

-- object: audit/rollups.sql sha256:dfdb6d1a0c2ce0503797e017cd4ce8b5d0e056e3778c2525f7ecec24712f5c4b
-- Every day of agent_analytics and user_analytics is what its calls, leads and outcomes add up to, reckoned here anew from their
-- starts and the tenant's zone; a day of zeros equals a missing one.
CREATE OR REPLACE FUNCTION find_rollup_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS MATERIALIZED (
    SELECT c.agent_id, c.user_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      c.status IN ('completed', 'failed') AS counted, c.status, c.lead_type, c.call_source, c.duration_minutes,
      c.duration_seconds, c.credits_used, o.outcome, l.id AS lead_id, l.is_qualified, l.lead_status_tag,
      l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked, l.cta_sample_clicked, l.cta_escalated_to_human,
      l.intent_score, l.urgency_score, l.budget_score, l.fit_score, l.engagement_score, l.total_score
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    WHERE tenant IS NULL OR c.user_id = tenant
  ), reckoned AS MATERIALIZED (
    SELECT agent_id, raw.user_id, date, jsonb_build_object(
        'total_calls', count(*) FILTER (WHERE counted),
        'successful_calls', count(*) FILTER (WHERE status = 'completed'),
        'failed_calls', count(*) FILTER (WHERE status = 'failed'),
        'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
        'inbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'inbound'),
        'outbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'outbound'),
        'phone_calls', count(*) FILTER (WHERE counted AND call_source = 'phone'),
        'internet_calls', count(*) FILTER (WHERE counted AND call_source = 'internet'),
        'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
        'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
        'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
        'leads_generated', count(lead_id),
        'qualified_leads', count(lead_id) FILTER (WHERE is_qualified),
        'hot_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'hot'),
        'warm_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'warm'),
        'cold_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'cold'),
        'cta_pricing_clicks', count(*) FILTER (WHERE cta_pricing_clicked),
        'cta_demo_clicks', count(*) FILTER (WHERE cta_demo_clicked),
        'cta_followup_clicks', count(*) FILTER (WHERE cta_followup_clicked),
        'cta_sample_clicks', count(*) FILTER (WHERE cta_sample_clicked),
        'cta_human_escalations', count(*) FILTER (WHERE cta_escalated_to_human),
        'cta_calls', count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked
          OR cta_sample_clicked OR cta_escalated_to_human),
        'intent_score_sum', coalesce(sum(intent_score), 0), 'intent_score_count', count(intent_score),
        'urgency_score_sum', coalesce(sum(urgency_score), 0), 'urgency_score_count', count(urgency_score),
        'budget_score_sum', coalesce(sum(budget_score), 0), 'budget_score_count', count(budget_score),
        'fit_score_sum', coalesce(sum(fit_score), 0), 'fit_score_count', count(fit_score),
        'engagement_score_sum', coalesce(sum(engagement_score), 0), 'engagement_score_count', count(engagement_score),
        'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score)) AS figures
    FROM raw
    GROUP BY GROUPING SETS ((agent_id, raw.user_id, date), (raw.user_id, date))
  ), nothing AS (
    -- The figures of no calls at all.
    SELECT jsonb_build_object(
        'total_calls', count(*) FILTER (WHERE counted),
        'successful_calls', count(*) FILTER (WHERE status = 'completed'),
        'failed_calls', count(*) FILTER (WHERE status = 'failed'),
        'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
        'inbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'inbound'),
        'outbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'outbound'),
        'phone_calls', count(*) FILTER (WHERE counted AND call_source = 'phone'),
        'internet_calls', count(*) FILTER (WHERE counted AND call_source = 'internet'),
        'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
        'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
        'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
        'leads_generated', count(lead_id),
        'qualified_leads', count(lead_id) FILTER (WHERE is_qualified),
        'hot_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'hot'),
        'warm_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'warm'),
        'cold_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'cold'),
        'cta_pricing_clicks', count(*) FILTER (WHERE cta_pricing_clicked),
        'cta_demo_clicks', count(*) FILTER (WHERE cta_demo_clicked),
        'cta_followup_clicks', count(*) FILTER (WHERE cta_followup_clicked),
        'cta_sample_clicks', count(*) FILTER (WHERE cta_sample_clicked),
        'cta_human_escalations', count(*) FILTER (WHERE cta_escalated_to_human),
        'cta_calls', count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked
          OR cta_sample_clicked OR cta_escalated_to_human),
        'intent_score_sum', coalesce(sum(intent_score), 0), 'intent_score_count', count(intent_score),
        'urgency_score_sum', coalesce(sum(urgency_score), 0), 'urgency_score_count', count(urgency_score),
        'budget_score_sum', coalesce(sum(budget_score), 0), 'budget_score_count', count(budget_score),
        'fit_score_sum', coalesce(sum(fit_score), 0), 'fit_score_count', count(fit_score),
        'engagement_score_sum', coalesce(sum(engagement_score), 0), 'engagement_score_count', count(engagement_score),
        'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score)) AS figures
    FROM raw WHERE false
  ), kept AS (
    SELECT 'agent_analytics' AS table_name, a.agent_id, a.user_id, a.date, to_jsonb(a) AS figures
    FROM agent_analytics a WHERE a.hour IS NULL AND (tenant IS NULL OR a.user_id = tenant)
    UNION ALL
    SELECT 'user_analytics', NULL, d.user_id, d.date, to_jsonb(d)
    FROM user_analytics d WHERE d.hour IS NULL AND (tenant IS NULL OR d.user_id = tenant)
  ), pairs AS (
    SELECT coalesce(k.table_name, CASE WHEN r.agent_id IS NULL THEN 'user_analytics' ELSE 'agent_analytics' END) AS table_name,
      coalesce(k.agent_id, r.agent_id) AS agent_id, coalesce(k.user_id, r.user_id) AS user_id, coalesce(k.date, r.date) AS date,
      k.figures AS kept, coalesce(r.figures, nothing.figures) AS reckoned
    FROM kept k
    FULL JOIN reckoned r ON r.user_id = k.user_id AND r.date = k.date
      AND coalesce(r.agent_id, r.user_id) = coalesce(k.agent_id, k.user_id)
    CROSS JOIN nothing
  )
  SELECT 'rollup_is_not_its_calls', p.user_id, p.table_name, concat_ws(' ', p.agent_id, p.date),
    string_agg(format('%s is %s, should be %s', f.key, coalesce(p.kept ->> f.key, '0'), f.value), '; ' ORDER BY f.key)
  FROM pairs p CROSS JOIN LATERAL jsonb_each_text(p.reckoned) f
  WHERE coalesce((p.kept ->> f.key)::numeric, 0) <> f.value::numeric
  GROUP BY p.user_id, p.table_name, p.agent_id, p.date
$$;
COMMENT ON FUNCTION find_rollup_differences(uuid) IS
  'Days of agent_analytics and user_analytics that are not what their calls, leads and outcomes add up to; of one tenant, or of all';

-- object: audit/validate_user_data_consistency.sql sha256:3dffb11ffb44edbebbfc2408bcf4888eec3e8f01c7fe69f5905a878d6033216a
-- Nothing that is kept twice may differ: every contradiction in the users' data is a row, and none is the proof.
-- depends on: audit/ledger.sql
-- depends on: audit/calls.sql
-- depends on: audit/rollups.sql
CREATE OR REPLACE FUNCTION validate_user_data_consistency(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_ledger_faults(tenant)
  UNION ALL
  SELECT * FROM find_call_faults(tenant)
  UNION ALL
  SELECT * FROM find_rollup_differences(tenant)
$$;
COMMENT ON FUNCTION validate_user_data_consistency(uuid) IS
  'Every contradiction in the data of one user, or of all: ledger, calls with what belongs to them, and rollups';

-- object: kpi/user_kpi_summary.sql sha256:3149d07ace27bf1dff9c73340b7f86cf1f1444bfa0df62596a75ce1ad7a4fdbe
-- Each user's figures of the past 30 and 7 days and of all time, added up from rollups, never from calls. A window ends with
-- today in the user's zone. The best agent has at least 10 calls in the 30 days and the highest share of calls that became
-- leads; of equals the one with more leads, then more calls, then the older one.
CREATE MATERIALIZED VIEW IF NOT EXISTS user_kpi_summary AS
WITH today AS (
  SELECT id AS user_id, (now() AT TIME ZONE timezone)::date AS today FROM users
), periods AS (
  SELECT t.user_id, t.today,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS calls_30d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS successful_calls_30d,
    coalesce(sum(a.answered_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS answered_calls_30d,
    coalesce(sum(a.total_duration_minutes) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS duration_minutes_30d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS leads_30d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS qualified_leads_30d,
    coalesce(sum(a.total_cta_interactions) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS cta_interactions_30d,
    coalesce(sum(a.credits_used) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS credits_used_30d,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS calls_7d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS successful_calls_7d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS leads_7d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS qualified_leads_7d,
    coalesce(sum(a.credits_used) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS credits_used_7d,
    coalesce(sum(a.total_calls), 0)::integer AS calls_lifetime,
    coalesce(sum(a.successful_calls), 0)::integer AS successful_calls_lifetime,
    coalesce(sum(a.total_duration_minutes), 0)::integer AS duration_minutes_lifetime,
    coalesce(sum(a.leads_generated), 0)::integer AS leads_lifetime,
    coalesce(sum(a.qualified_leads), 0)::integer AS qualified_leads_lifetime,
    coalesce(sum(a.total_cta_interactions), 0)::integer AS cta_interactions_lifetime,
    coalesce(sum(a.credits_used), 0)::integer AS credits_used_lifetime,
    max(a.date) FILTER (WHERE a.total_calls > 0) AS last_call_date
  FROM today t LEFT JOIN user_analytics a ON a.user_id = t.user_id AND a.hour IS NULL
  GROUP BY t.user_id, t.today
), agents_30d AS (
  SELECT a.user_id, a.agent_id, sum(a.total_calls)::integer AS calls, sum(a.leads_generated)::integer AS leads
  FROM agent_analytics a JOIN today t ON t.user_id = a.user_id
  WHERE a.hour IS NULL AND a.date > t.today - 30 AND a.date <= t.today
  GROUP BY a.user_id, a.agent_id
), best AS (
  SELECT DISTINCT ON (user_id) user_id, agent_id, calls, round(100.0 * leads / calls, 2) AS conversion_rate
  FROM agents_30d WHERE calls >= 10
  ORDER BY user_id, leads::numeric / calls DESC, leads DESC, calls DESC, agent_id
), agent_counts AS (
  SELECT user_id, count(*)::integer AS total, count(*) FILTER (WHERE is_active)::integer AS active FROM agents GROUP BY user_id
)
SELECT p.*,
  round(100.0 * p.successful_calls_30d / nullif(p.calls_30d, 0), 2) AS success_rate_30d,
  round(100.0 * p.answered_calls_30d / nullif(p.calls_30d, 0), 2) AS answer_rate_30d,
  round(100.0 * p.leads_30d / nullif(p.calls_30d, 0), 2) AS conversion_rate_30d,
  round(100.0 * p.leads_7d / nullif(p.calls_7d, 0), 2) AS conversion_rate_7d,
  round(100.0 * p.leads_lifetime / nullif(p.calls_lifetime, 0), 2) AS conversion_rate_lifetime,
  coalesce(c.total, 0) AS agents_total,
  coalesce(c.active, 0) AS agents_active,
  b.agent_id AS best_agent_id,
  b.calls AS best_agent_calls_30d,
  b.conversion_rate AS best_agent_conversion_rate_30d,
  now() AS refreshed_at
FROM periods p
LEFT JOIN best b ON b.user_id = p.user_id
LEFT JOIN agent_counts c ON c.user_id = p.user_id;

CREATE UNIQUE INDEX IF NOT EXISTS user_kpi_summary_user_id_key ON user_kpi_summary (user_id);
COMMENT ON MATERIALIZED VIEW user_kpi_summary IS
  'Each user''s figures of the past 30 and 7 days and of all time, as of refreshed_at; the best agent has at least 10 calls in the 30 days and the highest conversion rate';

-- A materialised view carries no policies: tenants see their own row of it here, and filters of theirs run only on that row.
CREATE OR REPLACE VIEW my_kpi_summary WITH (security_barrier = true) AS
SELECT * FROM user_kpi_summary WHERE user_id = (SELECT app_user_id());
COMMENT ON VIEW my_kpi_summary IS 'The row of user_kpi_summary of the tenant named in app.user_id';

-- object: kpi/scheduled_refresh_user_kpi_summary.sql sha256:16ede2ddffb43753e3e8946062cd45a90a4f8408d6e2b344f0216d879b1cd638
-- The KPI summary is refreshed when it is stale and not more often than the setting allows; of two at once, one works.
-- It is stale before its first refresh, when the sequence has moved since the last one, when a transaction that was open then (and may have moved it
-- before) has committed since, or when a user's day has turned.
-- depends on: kpi/user_kpi_summary.sql
CREATE OR REPLACE FUNCTION scheduled_refresh_user_kpi_summary(force boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  state kpi_refresh_state;
  started timestamptz := clock_timestamp();
  marker bigint;
  snapshot pg_snapshot;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('user_kpi_summary')) THEN
    RETURN 'busy';
  END IF;
  -- In this order: whoever moves the sequence later is seen by the next run, whoever moved it before is in the snapshot.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO marker FROM user_kpi_summary_changes;
  snapshot := pg_current_snapshot();
  SELECT * INTO STRICT state FROM kpi_refresh_state;

  IF NOT force THEN
    IF state.refreshed_at > started - make_interval(mins => setting_integer('kpi_refresh_interval_minutes')) THEN
      RETURN 'too soon';
    END IF;
    IF state.refreshed_at IS NOT NULL AND state.seen_marker = marker
      AND NOT EXISTS (
        SELECT FROM pg_snapshot_xip(state.seen_snapshot::pg_snapshot) xid
        -- A database restored elsewhere counts its transactions anew: what cannot be told counts as committed.
        WHERE CASE WHEN xid >= pg_snapshot_xmax(snapshot) THEN true ELSE pg_xact_status(xid) IS DISTINCT FROM 'aborted' END
          AND NOT (xid < pg_snapshot_xmax(snapshot) AND NOT pg_visible_in_snapshot(xid, snapshot)))
      AND NOT EXISTS (
        SELECT FROM (SELECT DISTINCT timezone FROM users) zones
        WHERE (state.refreshed_at AT TIME ZONE timezone)::date <> (started AT TIME ZONE timezone)::date)
    THEN
      RETURN 'fresh';
    END IF;
  END IF;

  REFRESH MATERIALIZED VIEW CONCURRENTLY user_kpi_summary;
  UPDATE kpi_refresh_state SET refreshed_at = started, seen_marker = marker, seen_snapshot = snapshot::text,
    duration_ms = extract(epoch FROM clock_timestamp() - started) * 1000;
  RETURN 'refreshed';
END $$;
COMMENT ON FUNCTION scheduled_refresh_user_kpi_summary(boolean) IS
  'Refreshes user_kpi_summary concurrently when it is stale and kpi_refresh_interval_minutes have passed, or when forced; returns refreshed, fresh, too soon or busy';

-- object: live/settings_invalidation.sql sha256:e3966e023b0ad1423c36c6feee4419505febf5a3a4e63d0c1212e635bd07988c
-- Every instance hears of a changed setting; the announcement names no tenant, because settings are everybody's.
CREATE OR REPLACE FUNCTION trg_notify_settings_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME)::text);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_settings_change() IS 'Announces on cache_invalidation that settings changed';

CREATE OR REPLACE TRIGGER cache_invalidation_system_config
  AFTER INSERT OR UPDATE OR DELETE ON system_config
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_settings_change();
COMMENT ON TRIGGER cache_invalidation_system_config ON system_config IS 'Every instance forgets the settings it remembers';

-- object: maintenance/cache_trigger_health.sql sha256:80dab38cdd347af3f9ebbbc3ce639dc4b1ade721c1a845aa4106bae39bc30c62
-- Whether each table's triggers are in force, as the catalogue has it, and what they failed at in the past 24 hours.
CREATE OR REPLACE FUNCTION get_cache_trigger_health() RETURNS TABLE (
  table_name text, active_triggers integer, active_cache_triggers integer, disabled_triggers text[],
  recent_errors integer, last_error_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH triggers AS (
    SELECT c.relname::text AS table_name, t.tgname::text AS name, t.tgenabled IN ('O', 'A') AS is_active
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  ), health AS (
    SELECT t.table_name,
      count(*) FILTER (WHERE t.is_active) AS active,
      count(*) FILTER (WHERE t.is_active AND t.name LIKE 'cache\_invalidation\_%') AS active_cache,
      array_agg(t.name ORDER BY t.name) FILTER (WHERE NOT t.is_active) AS disabled
    FROM triggers t GROUP BY t.table_name
  ), errors AS (
    SELECT l.table_name::text, count(*) AS recent, max(l.occurred_at) AS last_at
    FROM trigger_error_log l WHERE l.occurred_at > now() - interval '24 hours' GROUP BY l.table_name
  )
  SELECT coalesce(h.table_name, e.table_name), coalesce(h.active, 0)::integer, coalesce(h.active_cache, 0)::integer,
    coalesce(h.disabled, '{}'), coalesce(e.recent, 0)::integer, e.last_at
  FROM health h FULL JOIN errors e ON e.table_name = h.table_name
  ORDER BY 1
$$;
COMMENT ON FUNCTION get_cache_trigger_health() IS
  'For each table: triggers in force, those of them that announce changes, disabled ones by name, and errors of the past 24 hours';

-- Announces what a change of the tenant's rows in this table would announce, so that every instance can be seen to evict.
CREATE OR REPLACE FUNCTION test_cache_invalidation(table_name text, user_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  payload text := json_build_object('table', table_name, 'user_id', user_id)::text;
BEGIN
  IF user_id IS NULL OR NOT EXISTS (
    SELECT FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(format('public.%I', test_cache_invalidation.table_name))
      AND t.tgname LIKE 'cache\_invalidation\_%' AND t.tgenabled IN ('O', 'A')
  ) THEN
    RAISE EXCEPTION 'No trigger announces changes of % for a tenant.', table_name USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_notify('cache_invalidation', payload);
  RETURN payload;
END $$;
COMMENT ON FUNCTION test_cache_invalidation(text, uuid) IS
  'Sends the announcement of a change of this table for this tenant, and returns it; an error when no trigger in force would';

-- object: maintenance/cleanup.sql sha256:633ef7f859ae3db0ebc4b77b35fc3a25d988ea73e46ef45d438a96d11572dcd9
-- What has expired is removed a batch at a time: a call removes at most rows_max rows and says how many, and whoever wants all
-- calls again while it gets that many. So no statement holds many rows or runs for long.
CREATE OR REPLACE FUNCTION cleanup_trigger_error_log(days_to_keep integer DEFAULT 7, rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM trigger_error_log WHERE id IN (
    SELECT id FROM trigger_error_log WHERE occurred_at < now() - make_interval(days => days_to_keep)
    ORDER BY occurred_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_trigger_error_log(integer, integer) IS
  'Removes entries of trigger_error_log older than days_to_keep days, at most rows_max of them; returns how many';

-- A session that can still be refreshed has not expired.
CREATE OR REPLACE FUNCTION cleanup_expired_sessions(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM user_sessions WHERE id IN (
    SELECT id FROM user_sessions WHERE expires_at < now() AND coalesce(refresh_expires_at, expires_at) < now()
    LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_sessions(integer) IS
  'Removes sessions that have expired and can no longer be refreshed, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_login_attempts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM login_attempts WHERE id IN (
    SELECT id FROM login_attempts WHERE attempted_at < now() - interval '30 days'
    ORDER BY attempted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_login_attempts(integer) IS
  'Removes sign-in attempts older than 30 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_password_reset_attempts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM password_reset_attempts WHERE id IN (
    SELECT id FROM password_reset_attempts WHERE attempted_at < now() - interval '7 days'
    ORDER BY attempted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_password_reset_attempts(integer) IS
  'Removes requests for a new password older than 7 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_expired_dashboard_cache(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM dashboard_cache WHERE id IN (
    SELECT id FROM dashboard_cache WHERE expires_at < now()
    ORDER BY expires_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_dashboard_cache(integer) IS
  'Removes cached dashboard data that has expired, at most rows_max rows; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_job_runs(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM job_runs WHERE id IN (
    SELECT id FROM job_runs WHERE started_at < now() - interval '30 days' LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_job_runs(integer) IS
  'Removes runs of scheduled tasks older than 30 days, at most rows_max of them; returns how many';

-- object: reports/active_user_sessions.sql sha256:13c1af947c0362168891cb22e19c88ece9eda051255eba161472ebaf405327da
-- Sign-ins that work at this moment, without their secrets; for administrators, so no role of tenants may read it.
CREATE OR REPLACE VIEW active_user_sessions AS
SELECT s.id, s.user_id, u.email, u.name, u.role, s.ip_address, s.user_agent, s.created_at, s.last_used_at, s.expires_at
FROM user_sessions s JOIN users u ON u.id = s.user_id
WHERE s.is_active AND s.expires_at > now() AND u.is_active;
COMMENT ON VIEW active_user_sessions IS 'Sessions that work at this moment, with their users';

-- object: reports/agent_performance_summary.sql sha256:ff5f2b12239362b6631e463e6e462802e0f1a1f9c8f5db3053b5192f90b03aa4
-- Each agent's figures of today, this month and all time, where today is the day in its tenant's zone; a tenant sees its own.
CREATE OR REPLACE VIEW agent_performance_summary WITH (security_invoker = true) AS
SELECT g.id AS agent_id, g.user_id, g.name, g.agent_type, g.is_active,
  coalesce(a.today_calls, 0) AS today_calls,
  coalesce(a.today_successful_calls, 0) AS today_successful_calls,
  coalesce(a.today_leads, 0) AS today_leads,
  coalesce(a.today_credits_used, 0) AS today_credits_used,
  coalesce(a.month_calls, 0) AS month_calls,
  coalesce(a.month_successful_calls, 0) AS month_successful_calls,
  coalesce(a.month_leads, 0) AS month_leads,
  coalesce(a.month_credits_used, 0) AS month_credits_used,
  round(100.0 * a.month_successful_calls / nullif(a.month_calls, 0), 2) AS month_success_rate,
  round(100.0 * a.month_leads / nullif(a.month_calls, 0), 2) AS month_conversion_rate,
  coalesce(a.calls, 0) AS lifetime_calls,
  coalesce(a.successful_calls, 0) AS lifetime_successful_calls,
  coalesce(a.duration_minutes, 0) AS lifetime_duration_minutes,
  coalesce(a.leads, 0) AS lifetime_leads,
  coalesce(a.qualified_leads, 0) AS lifetime_qualified_leads,
  coalesce(a.credits_used, 0) AS lifetime_credits_used,
  round(100.0 * a.successful_calls / nullif(a.calls, 0), 2) AS lifetime_success_rate,
  round(100.0 * a.leads / nullif(a.calls, 0), 2) AS lifetime_conversion_rate,
  a.last_call_date
FROM agents g
JOIN LATERAL (
  SELECT (now() AT TIME ZONE u.timezone)::date AS today FROM users u WHERE u.id = g.user_id
) t ON true
LEFT JOIN LATERAL (
  SELECT sum(total_calls)::integer AS calls, sum(successful_calls)::integer AS successful_calls,
    sum(total_duration_minutes)::integer AS duration_minutes, sum(leads_generated)::integer AS leads,
    sum(qualified_leads)::integer AS qualified_leads, sum(credits_used)::integer AS credits_used,
    sum(total_calls) FILTER (WHERE date = t.today)::integer AS today_calls,
    sum(successful_calls) FILTER (WHERE date = t.today)::integer AS today_successful_calls,
    sum(leads_generated) FILTER (WHERE date = t.today)::integer AS today_leads,
    sum(credits_used) FILTER (WHERE date = t.today)::integer AS today_credits_used,
    sum(total_calls) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer AS month_calls,
    sum(successful_calls) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer
      AS month_successful_calls,
    sum(leads_generated) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer AS month_leads,
    sum(credits_used) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer
      AS month_credits_used,
    max(date) FILTER (WHERE total_calls > 0) AS last_call_date
  FROM agent_analytics d WHERE d.agent_id = g.id AND d.user_id = g.user_id AND d.hour IS NULL
) a ON true;
COMMENT ON VIEW agent_performance_summary IS
  'Calls, leads and credits of each agent today and this month in its tenant''s zone, and of all time';

-- object: reports/call_source_analytics.sql sha256:33e31c4a8cc601856c1910a4c93b6818c8f40773034b42126cc8faceb199a47d
-- Volume, success, duration and credits of the calls of each source; counted like every rollup: completed and failed ones.
CREATE OR REPLACE VIEW call_source_analytics WITH (security_invoker = true) AS
SELECT user_id, call_source,
  count(*)::integer AS total_calls,
  count(*) FILTER (WHERE status = 'completed')::integer AS successful_calls,
  count(*) FILTER (WHERE status = 'failed')::integer AS failed_calls,
  round(100.0 * count(*) FILTER (WHERE status = 'completed') / count(*), 2) AS success_rate,
  sum(duration_minutes)::integer AS total_duration_minutes,
  round(avg(duration_seconds), 2) AS avg_duration_seconds,
  sum(credits_used)::integer AS credits_used,
  max(started_at) AS last_call_at
FROM calls
WHERE status IN ('completed', 'failed')
GROUP BY user_id, call_source;
COMMENT ON VIEW call_source_analytics IS 'Completed and failed calls of each user by source: phone, internet, unknown';

-- object: reports/recent_call_analytics.sql sha256:2ab89877ad14c7b04579bc529fe2e6b038d5ef523ea69e3ce2cd1ba62ed0f800
-- The cached days of the past 30 in their tenant's zone, with whose they are; a tenant sees its own.
CREATE OR REPLACE VIEW recent_call_analytics WITH (security_invoker = true) AS
SELECT c.user_id, u.email, u.name, c.date_period, c.total_calls, c.successful_calls, c.failed_calls, c.inbound_calls,
  c.outbound_calls, c.connection_rate, c.success_rate, c.total_call_duration, c.average_call_duration, c.leads_generated,
  c.hot_leads, c.warm_leads, c.cold_leads, c.conversion_rate, c.credits_used
FROM call_analytics_cache c JOIN users u ON u.id = c.user_id
WHERE c.period_type = 'daily' AND c.date_period > (now() AT TIME ZONE u.timezone)::date - 30
  AND c.date_period <= (now() AT TIME ZONE u.timezone)::date;
COMMENT ON VIEW recent_call_analytics IS 'Daily rows of call_analytics_cache of the past 30 days, with their users';

-- object: reports/user_login_stats.sql sha256:90ef494b7a5dbf4d5c39b0ccd880cc2f140034b3017bc971c89a8901de74cb1d
-- How each user's sign-ins of the kept 30 days went, by the address that was tried; for administrators only.
CREATE OR REPLACE VIEW user_login_stats AS
SELECT u.id AS user_id, u.email, u.name,
  coalesce(a.attempts, 0) AS login_attempts,
  coalesce(a.successful, 0) AS successful_logins,
  coalesce(a.attempts - a.successful, 0) AS failed_logins,
  round(100.0 * a.successful / nullif(a.attempts, 0), 2) AS success_rate,
  coalesce(a.failed_24h, 0) AS failed_logins_24h,
  coalesce(a.addresses, 0) AS ip_addresses,
  a.last_login_at, a.last_failed_login_at
FROM users u
LEFT JOIN LATERAL (
  SELECT count(*)::integer AS attempts, count(*) FILTER (WHERE l.success)::integer AS successful,
    count(*) FILTER (WHERE NOT l.success AND l.attempted_at > now() - interval '24 hours')::integer AS failed_24h,
    count(DISTINCT l.ip_address)::integer AS addresses,
    max(l.attempted_at) FILTER (WHERE l.success) AS last_login_at,
    max(l.attempted_at) FILTER (WHERE NOT l.success) AS last_failed_login_at
  FROM login_attempts l WHERE l.email = u.email
) a ON true;
COMMENT ON VIEW user_login_stats IS 'Sign-in attempts, success rate and last sign-ins of each user, over the 30 days that attempts are kept';

-- object: reports/user_stats.sql sha256:4c142b05600d26b0a5493f9f72e55b4ff4e57482c002e53ed1885970da394b3f
-- Each user's agents, calls by source, leads and credits of all time, added up from rollups; a tenant sees its own row.
CREATE OR REPLACE VIEW user_stats WITH (security_invoker = true) AS
SELECT u.id AS user_id, u.email, u.name, u.role, u.is_active, u.created_at, u.credits,
  (SELECT count(*)::integer FROM agents g WHERE g.user_id = u.id) AS agent_count,
  (SELECT count(*)::integer FROM agents g WHERE g.user_id = u.id AND g.is_active) AS active_agent_count,
  coalesce(a.total_calls, 0) AS total_calls,
  coalesce(a.successful_calls, 0) AS successful_calls,
  coalesce(a.failed_calls, 0) AS failed_calls,
  round(100.0 * a.successful_calls / nullif(a.total_calls, 0), 2) AS success_rate,
  coalesce(a.phone_calls, 0) AS phone_calls,
  coalesce(a.internet_calls, 0) AS internet_calls,
  coalesce(a.total_calls - a.phone_calls - a.internet_calls, 0) AS unknown_calls,
  coalesce(a.total_duration_minutes, 0) AS total_duration_minutes,
  coalesce(a.leads_generated, 0) AS leads_generated,
  coalesce(a.qualified_leads, 0) AS qualified_leads,
  coalesce(a.credits_used, 0) AS credits_used,
  a.last_call_date
FROM users u
LEFT JOIN LATERAL (
  SELECT sum(total_calls)::integer AS total_calls, sum(successful_calls)::integer AS successful_calls,
    sum(failed_calls)::integer AS failed_calls, sum(phone_calls)::integer AS phone_calls,
    sum(internet_calls)::integer AS internet_calls, sum(total_duration_minutes)::integer AS total_duration_minutes,
    sum(leads_generated)::integer AS leads_generated, sum(qualified_leads)::integer AS qualified_leads,
    sum(credits_used)::integer AS credits_used, max(date) FILTER (WHERE total_calls > 0) AS last_call_date
  FROM user_analytics d WHERE d.user_id = u.id AND d.hour IS NULL
) a ON true;
COMMENT ON VIEW user_stats IS 'Agents, calls by source, leads and credits of each user, of all time';

-- object: security/2_grants.sql sha256:0a7bf03fd148f553ca8755bba8395ad75e7c11c4d67fbecf70650c856ec7439b
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

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), uuid_v7() TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;

-- Administrators: settings, and what says whether the database is in order.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid) TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;
