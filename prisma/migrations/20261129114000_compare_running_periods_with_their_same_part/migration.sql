-- object: audit/trends.sql sha256:13cee54ced3a7529913506ce2219c664f22729d87c3867e5a84cba32bad9e9ea
-- A trend is its agent's calls and leads of the period against those of the period before (of a day, a week before), and its rank. Of a
-- period that was still running when the trend was made, the days that were over then are compared with as many days. A period that waits
-- to be compared anew is not judged; one that has not been for days is.
CREATE OR REPLACE FUNCTION find_trend_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH days AS MATERIALIZED (
    SELECT c.user_id, c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed'))::numeric AS calls,
      count(*) FILTER (WHERE c.status = 'completed')::numeric AS successful_calls,
      count(*) FILTER (WHERE o.outcome IN ('completed', 'disconnected'))::numeric AS answered_calls,
      coalesce(sum(c.duration_seconds) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS seconds,
      coalesce(sum(c.credits_used) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS credits,
      count(l.id)::numeric AS leads, count(l.id) FILTER (WHERE l.is_qualified)::numeric AS qualified_leads,
      coalesce(sum(l.cta_pricing_clicked::integer + l.cta_demo_clicked::integer + l.cta_followup_clicked::integer
        + l.cta_sample_clicked::integer + l.cta_escalated_to_human::integer), 0)::numeric AS cta,
      coalesce(sum(l.total_score), 0)::numeric AS score_sum, count(l.total_score)::numeric AS score_count
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    WHERE tenant IS NULL OR c.user_id = tenant
    GROUP BY 1, 2, 3
  ), made AS (
    SELECT t.user_id, t.period_type, t.period_start,
      greatest((min(t.created_at) AT TIME ZONE u.timezone)::date - 1, (now() AT TIME ZONE u.timezone)::date - 3) AS over_until
    FROM agent_performance_trends t JOIN users u ON u.id = t.user_id
    WHERE tenant IS NULL OR t.user_id = tenant
    GROUP BY t.user_id, t.period_type, t.period_start, u.timezone
  ), placed AS MATERIALIZED (
    SELECT d.*, p.type, p.length, p.first_day,
      CASE p.type WHEN 'daily' THEN p.first_day + 7 ELSE (p.first_day + p.length)::date END AS following
    FROM days d CROSS JOIN LATERAL (
      SELECT type, length, date_trunc(unit, d.date::timestamp)::date AS first_day
      FROM (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', interval '7 days'), ('monthly', 'month', interval '1 month'),
        ('quarterly', 'quarter', interval '3 months')) types (type, unit, length)) p
  ), sides AS (
    SELECT 'all' AS side, first_day AS period, placed.* FROM placed
    UNION ALL
    SELECT 'now', p.first_day, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.first_day)
    WHERE p.date <= coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1)
    UNION ALL
    SELECT 'before', p.following, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.following)
    CROSS JOIN LATERAL (SELECT coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1) AS over_until) o
    WHERE o.over_until >= (p.following + p.length)::date - 1 OR p.date - p.first_day <= o.over_until - p.following
  ), periods AS MATERIALIZED (
    SELECT side, user_id, agent_id, type, length, period AS first_day,
      sum(calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads) AS leads, sum(qualified_leads) AS qualified_leads,
      ARRAY[sum(calls), sum(successful_calls) / nullif(sum(calls), 0), sum(answered_calls) / nullif(sum(calls), 0), sum(seconds),
        sum(leads), sum(qualified_leads), sum(leads) / nullif(sum(calls), 0), sum(cta), sum(score_sum) / nullif(sum(score_count), 0),
        sum(credits)] AS figures
    FROM sides
    GROUP BY 1, 2, 3, 4, 5, 6
  ), expected AS (
    SELECT now.user_id, concat_ws(' ', now.agent_id, now.type, now.first_day) AS row_id, now.first_day AS period_start, now.type AS period_type,
      jsonb_build_object('period_end', (now.first_day + now.length)::date - 1, 'total_calls', now.calls, 'leads_generated', now.leads,
        'qualified_leads', now.qualified_leads, 'success_rate', round(100 * now.figures[2], 2), 'conversion_rate', round(100 * now.figures[7], 2),
        'performance_rank', rank() OVER (PARTITION BY now.user_id, now.type, now.first_day
          ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)) || (
        SELECT jsonb_object_agg(part.name || '_change_percentage', round(100 * (part.figure - part.previous) / nullif(abs(part.previous), 0), 2))
        FROM unnest(ARRAY['calls', 'success_rate', 'answer_rate', 'duration', 'leads', 'qualified_leads', 'conversion_rate', 'cta', 'score',
          'credits'], coalesce(part.figures, ARRAY[0, NULL, NULL, 0, 0, 0, NULL, 0, NULL, 0]), coalesce(before.figures, array_fill(NULL::numeric, ARRAY[10]))) part (name, figure, previous)) AS figures
    FROM periods now
    LEFT JOIN periods before ON before.side = 'before' AND (before.agent_id, before.type, before.first_day) = (now.agent_id, now.type, now.first_day)
    LEFT JOIN periods part ON part.side = 'now' AND (part.agent_id, part.type, part.first_day) = (now.agent_id, now.type, now.first_day)
    WHERE now.side = 'all' AND (now.calls > 0 OR now.leads > 0)
  ), kept AS (
    SELECT t.user_id, concat_ws(' ', t.agent_id, t.period_type, t.period_start) AS row_id, t.period_start, t.period_type, to_jsonb(t) AS figures
    FROM agent_performance_trends t WHERE tenant IS NULL OR t.user_id = tenant
  ), pairs AS (
    SELECT user_id, row_id, coalesce(k.period_start, e.period_start) AS day, coalesce(k.period_type, e.period_type) AS period_type,
      k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'trend_is_not_its_calls', p.user_id, 'agent_performance_trends', p.row_id, CASE
      WHEN p.kept IS NULL THEN 'is missing' WHEN p.expected IS NULL THEN 'is there without a call or a lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', f.key, coalesce(p.kept ->> f.key, 'none'), coalesce(f.value #>> '{}', 'none')), '; ' ORDER BY f.key)
        FROM jsonb_each(p.expected) f WHERE p.kept -> f.key IS DISTINCT FROM f.value) END, p.day
  FROM pairs p
  WHERE NOT EXISTS (
    SELECT FROM stale_trends s WHERE s.tenant_id = p.user_id
      AND s.day BETWEEN CASE p.period_type WHEN 'daily' THEN p.day - 7 ELSE period_first_day(p.period_type, p.day - 1) END AND period_last_day(p.period_type, p.day))
$$;
COMMENT ON FUNCTION find_trend_differences(uuid) IS
  'Trends that are not what the calls and leads of their period and the one before make, with the day to rebuild; of one tenant, or of all';

-- object: targets/rebuild_agent_performance_trends.sql sha256:eb270844e74ae3516ccd8745cf59864a944776215be223529206d207660cf526
-- Percentage by which a figure changed; unknown when it was zero or unknown before.
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;

-- The period that is compared with the one that a day lies in, by its first day: the same weekday of the week after, or the period after.
CREATE OR REPLACE FUNCTION following_period(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE period_type WHEN 'daily' THEN day + 7 ELSE period_last_day(period_type, day) + 1 END $$;

-- Whether a day counts where the period after its own is compared with it, as far as that one was over at the end of a day: of a period
-- that is over everything counts, of one that still runs as many days as are over.
CREATE OR REPLACE FUNCTION is_compared(period_type text, day date, over_until date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT over_until >= period_last_day(period_type, following_period(period_type, day))
    OR day - period_first_day(period_type, day) <= over_until - following_period(period_type, day)
$$;

-- Compares each period that a range of days touches with the one before it, a day with the same weekday a week before, and those that are
-- compared with it, for every agent with a call or a lead in the period, from agents' days as they are. Of a period that still runs, the
-- days that are over are compared with as many days; its totals have all. Agents rank by qualified leads, then leads, then successful
-- calls; ties share a rank. The days wait for this no longer.
CREATE OR REPLACE FUNCTION refresh_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
  over_until date := (SELECT (now() AT TIME ZONE timezone)::date - 1 FROM users WHERE id = tenant);
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  DELETE FROM stale_trends WHERE tenant_id = tenant AND day BETWEEN first_day AND last_day;
  DELETE FROM agent_performance_trends
  WHERE user_id = tenant AND period_start BETWEEN period_first_day(period_type, first_day) AND following_period(period_type, last_day);

  WITH days AS (
    SELECT a.*, p.type, period_first_day(p.type, a.date) AS period FROM agent_analytics a
    CROSS JOIN (VALUES ('daily'), ('weekly'), ('monthly'), ('quarterly')) p (type)
    WHERE a.user_id = tenant AND a.hour IS NULL
      AND a.date BETWEEN period_first_day(p.type, period_first_day(p.type, first_day) - 7) AND period_last_day(p.type, following_period(p.type, last_day))
  ), sides AS (
    -- A day belongs to its own period, to the part of it that is compared, and to what the period after is compared with.
    SELECT 'all' AS side, period AS starts_on, days.* FROM days
    UNION ALL
    SELECT 'now', period, days.* FROM days WHERE date <= over_until
    UNION ALL
    SELECT 'before', following_period(type, date), days.* FROM days WHERE is_compared(type, date, over_until)
  ), figures AS (
    SELECT agent_id, type, side, starts_on,
      sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(total_duration_seconds) AS seconds,
      sum(leads_generated) AS leads, sum(qualified_leads) AS qualified_leads, sum(total_cta_interactions) AS cta,
      sum(credits_used) AS credits,
      sum(successful_calls)::numeric / nullif(sum(total_calls), 0) AS success_rate,
      sum(answered_calls)::numeric / nullif(sum(total_calls), 0) AS answer_rate,
      sum(leads_generated)::numeric / nullif(sum(total_calls), 0) AS conversion_rate,
      sum(total_score_sum) / nullif(sum(total_score_count), 0) AS score
    FROM sides GROUP BY agent_id, type, side, starts_on
  ), active AS (
    SELECT * FROM figures
    WHERE side = 'all' AND (calls > 0 OR leads > 0)
      AND starts_on BETWEEN period_first_day(type, refresh_agent_performance_trends.first_day) AND following_period(type, last_day)
  ), compared AS (
    -- What a part that is over does not have is zero, as long as there is a day of it.
    SELECT b.agent_id, b.type, b.starts_on, coalesce(n.calls, 0) AS calls, n.success_rate, n.answer_rate,
      coalesce(n.seconds, 0) AS seconds, coalesce(n.leads, 0) AS leads, coalesce(n.qualified_leads, 0) AS qualified_leads,
      n.conversion_rate, coalesce(n.cta, 0) AS cta, n.score, coalesce(n.credits, 0) AS credits
    FROM figures b LEFT JOIN figures n ON n.side = 'now' AND (n.agent_id, n.type, n.starts_on) = (b.agent_id, b.type, b.starts_on)
    WHERE b.side = 'before'
  )
  INSERT INTO agent_performance_trends (
    agent_id, user_id, period_start, period_end, period_type, total_calls, leads_generated, qualified_leads, success_rate,
    conversion_rate, calls_change_percentage, success_rate_change_percentage, answer_rate_change_percentage,
    duration_change_percentage, leads_change_percentage, qualified_leads_change_percentage, conversion_rate_change_percentage,
    cta_change_percentage, score_change_percentage, credits_change_percentage, performance_rank
  )
  SELECT now.agent_id, tenant, now.starts_on, period_last_day(now.type, now.starts_on), now.type,
    now.calls, now.leads, now.qualified_leads, round(100 * now.success_rate, 2), round(100 * now.conversion_rate, 2),
    change_percentage(before.calls, part.calls), change_percentage(before.success_rate, part.success_rate),
    change_percentage(before.answer_rate, part.answer_rate), change_percentage(before.seconds, part.seconds),
    change_percentage(before.leads, part.leads), change_percentage(before.qualified_leads, part.qualified_leads),
    change_percentage(before.conversion_rate, part.conversion_rate), change_percentage(before.cta, part.cta),
    change_percentage(before.score, part.score), change_percentage(before.credits, part.credits),
    rank() OVER (
      PARTITION BY now.type, now.starts_on ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)
  FROM active now
  LEFT JOIN figures before ON before.side = 'before' AND (before.agent_id, before.type, before.starts_on) = (now.agent_id, now.type, now.starts_on)
  LEFT JOIN compared part ON (part.agent_id, part.type, part.starts_on) = (now.agent_id, now.type, now.starts_on);
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM announce_rebuilt(tenant, 'agent_performance_trends');
  RETURN changed;
END $$;

-- The same from agents' days that are counted anew first.
CREATE OR REPLACE FUNCTION rebuild_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(
    tenant, period_first_day('quarterly', period_first_day('quarterly', first_day) - 7),
    period_last_day('quarterly', period_last_day('quarterly', last_day) + 1));
  RETURN refresh_agent_performance_trends(tenant, first_day, last_day);
END $$;

-- object: zz_comments/functions.sql sha256:293f0126ce71d2534032b4a88100b617a2b447fa145c752fdaf3dc7a7f1cb413
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
COMMENT ON FUNCTION trg_calls_segment_analytics() IS 'A segment counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_segment_analytics() IS 'A segment counts its leads and what their calls asked for, by new minus old';
COMMENT ON FUNCTION trg_outcomes_segment_analytics() IS 'A segment counts how its calls ended, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'An agent''s day adds up the scores of its leads, by new minus old';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_take_call_facts() IS 'A lead or an outcome takes the beginning, person, source and direction of its call from the call';
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';
COMMENT ON FUNCTION trg_contacts_from_calls() IS 'A contact is marked as one with calls exactly while a call points at it';
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
COMMENT ON FUNCTION refresh_agent_performance_trends(uuid,date,date) IS 'Makes the trends of the periods that these days touch, and of those that follow, anew from agents'' days; returns how many there are';
COMMENT ON FUNCTION following_period(text,date) IS 'First day of the period that is compared with the one a date lies in: of a day the same weekday of the week after, else the period after';
COMMENT ON FUNCTION is_compared(text,date,date) IS 'Whether a date counts in the comparison of the period after its own, of which the days up to another date are over';
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';
COMMENT ON FUNCTION trg_call_searches() IS 'The words by which a call is found follow its person, number, lead and transcript';
COMMENT ON FUNCTION batch_calculate_call_analytics(date) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/rollups.sql sha256:e0f96405445f33aeed5320289a91e5cfed40b2ae35ed92ed0acf2baf66ed4977
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
COMMENT ON TABLE call_segment_analytics IS 'A tenant''s figures of a day by agent, source and direction, moved by triggers as calls, leads and outcomes change';
COMMENT ON COLUMN call_segment_analytics.lead_type IS 'inbound or outbound, as the calls are';
COMMENT ON COLUMN call_segment_analytics.completed_outcomes IS 'Calls that were answered and came to their end';
COMMENT ON COLUMN call_segment_analytics.no_answer_outcomes IS 'Calls that nobody answered';
COMMENT ON COLUMN call_segment_analytics.busy_outcomes IS 'Calls that met a busy line';
COMMENT ON COLUMN call_segment_analytics.failed_outcomes IS 'Calls whose outcome is failed';
COMMENT ON COLUMN call_segment_analytics.voicemail_outcomes IS 'Calls that reached a voicemail';
COMMENT ON COLUMN call_segment_analytics.disconnected_outcomes IS 'Calls that were answered and broke off';
COMMENT ON COLUMN call_segment_analytics.qualified_cta_calls IS 'Calls with at least one call to action whose lead is qualified';
COMMENT ON INDEX call_segment_analytics_agent_id_date_idx IS 'Reads the segments of an agent';
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
COMMENT ON TABLE agent_performance_trends IS 'An agent''s figures of a period against those of the one before, a day against the same weekday a week before; while a period runs, its days that are over against as many';
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

-- object: zz_comments/1_shared_columns.sql sha256:2e3a30b8af2c87cee86e67be6c4b800126f6dabe41f43d7190840606f95ea797
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

-- Trends that are there were compared otherwise: they wait to be made anew.
INSERT INTO stale_trends (tenant_id, day)
SELECT DISTINCT user_id, period_start FROM agent_performance_trends WHERE period_type = 'daily'
ON CONFLICT DO NOTHING;
