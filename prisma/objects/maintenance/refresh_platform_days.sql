-- The platform's days that changed are added up again from the tenants' days, and the state of all accounts with them; of two at once, one
-- works. A change and the figures that came with it are seen by one statement, so a day is taken with its change or not at all.
CREATE OR REPLACE FUNCTION refresh_platform_days() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  refreshed integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('platform_daily_analytics')) THEN
    RETURN 0;
  END IF;
  WITH taken AS (
    DELETE FROM platform_day_changes RETURNING date
  ), days AS (
    SELECT DISTINCT date FROM taken
  )
  INSERT INTO platform_daily_analytics AS t (date, active_tenants, total_calls, successful_calls, total_duration_minutes, leads_generated,
    qualified_leads, credits_used, refreshed_at)
  SELECT d.date, count(*) FILTER (WHERE a.total_calls > 0), coalesce(sum(a.total_calls), 0), coalesce(sum(a.successful_calls), 0),
    coalesce(sum(a.total_duration_minutes), 0), coalesce(sum(a.leads_generated), 0), coalesce(sum(a.qualified_leads), 0),
    coalesce(sum(a.credits_used), 0), clock_timestamp()
  FROM days d LEFT JOIN user_daily_analytics a ON a.date = d.date
  GROUP BY d.date
  ORDER BY d.date
  ON CONFLICT (date) DO UPDATE SET
    active_tenants = excluded.active_tenants,
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    credits_used = excluded.credits_used,
    refreshed_at = excluded.refreshed_at;
  GET DIAGNOSTICS refreshed = ROW_COUNT;
  UPDATE platform_totals SET (tenants, tenants_without_credits, credits_outstanding) =
      (SELECT count(*), count(*) FILTER (WHERE credits <= 0), coalesce(sum(credits), 0) FROM users),
    (active_tenants_7d, active_tenants_30d) =
      (SELECT count(*) FILTER (WHERE calls_7d > 0), count(*) FILTER (WHERE calls_30d > 0) FROM user_kpi_summary),
    refreshed_at = clock_timestamp();
  RETURN refreshed;
END $$;
COMMENT ON FUNCTION refresh_platform_days() IS
  'Adds up the platform''s days that changed and the state of all accounts again; returns how many days that were, 0 when another one does it';

-- Whatever the cause, a day that differs from its tenants' days is right again after this.
CREATE OR REPLACE FUNCTION recount_platform_days() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO platform_day_changes (date) SELECT date FROM user_daily_analytics UNION SELECT date FROM platform_daily_analytics;
  RETURN refresh_platform_days();
END $$;
COMMENT ON FUNCTION recount_platform_days() IS 'Adds up every day of the platform again; returns how many days that were';
