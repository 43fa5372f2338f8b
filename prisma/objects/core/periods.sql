-- Periods are days, weeks from Monday, months and quarters; each is named by its first day.
CREATE OR REPLACE FUNCTION period_first_day(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT date_trunc(
    CASE period_type WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month' WHEN 'quarterly' THEN 'quarter' ELSE 'day' END,
    day::timestamp)::date
$$;
COMMENT ON FUNCTION period_first_day(text,date) IS 'First day of the day, week (from Monday), month or quarter that a date lies in';

CREATE OR REPLACE FUNCTION period_last_day(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE period_type
    WHEN 'weekly' THEN date_trunc('week', day::timestamp)::date + 6
    WHEN 'monthly' THEN (date_trunc('month', day::timestamp) + interval '1 month')::date - 1
    WHEN 'quarterly' THEN (date_trunc('quarter', day::timestamp) + interval '3 months')::date - 1
    ELSE day END
$$;
COMMENT ON FUNCTION period_last_day(text,date) IS 'Last day of the day, week (from Monday), month or quarter that a date lies in';
