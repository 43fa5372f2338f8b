import { generated } from "./generated";
import { keptBy } from "./kept-by";
import { listed } from "./listed";

/** What moves a tenant's days with those of its agents. */
export function renderTenantDays(): string {
  const columns = keptBy("agentDays").map(({ column }) => column);
  const added = columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(",\n      ");
  return `${generated}
-- A tenant's day is the sum of its agents' days: every change of an agent's day moves it, in both tables, by new minus old.
CREATE OR REPLACE FUNCTION trg_user_daily_rollup() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- A statement that writes new rows over old ones fires for both, mostly with nothing in one of them.
  IF NOT EXISTS (SELECT FROM agent_days_new) AND NOT EXISTS (SELECT FROM agent_days_old) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  WITH moved AS MATERIALIZED (
    SELECT * FROM (
      SELECT user_id, date,
        ${columns.map((column) => `sum(sign * ${column}) AS ${column}`).join(",\n        ")}
      FROM (
        SELECT 1 AS sign, * FROM agent_days_new WHERE hour IS NULL
        UNION ALL
        SELECT -1, * FROM agent_days_old WHERE hour IS NULL
      ) image
      GROUP BY user_id, date
    ) summed
    WHERE (${listed(columns, 6)})
      <> (${columns.map(() => "0").join(", ")})
    ORDER BY user_id, date
  ), moved_daily AS (
    INSERT INTO user_daily_analytics AS t (user_id, date,
      ${listed(columns, 6)})
    SELECT * FROM moved
    ON CONFLICT (user_id, date) DO UPDATE SET
      ${added}
  )
  INSERT INTO user_analytics AS t (user_id, date,
    ${listed(columns, 4)})
  SELECT * FROM moved
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    ${added.replaceAll("\n      ", "\n    ")};
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();
`;
}
