-- A tenant's cached day, week (from Monday) and month count its answered calls, by new minus old.
CREATE OR REPLACE FUNCTION trg_outcomes_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT user_id, call_date, outcome
    FROM outcomes_old WHERE is_counted AND outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, outcome
    FROM outcomes_new WHERE is_counted AND outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    answered_calls
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();
