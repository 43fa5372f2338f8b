import type { Rollup } from "@/lib/metrics/declaration";
import { columnOf } from "@/lib/metrics/kept-in";
import { dimensionColumns } from "./dimension-columns";
import { generated } from "./generated";
import { keptBy } from "./kept-by";
import { listed } from "./listed";

type Target = {
  rollup: Rollup;
  table: string;
  key: readonly string[];
  /** What the key's columns are made of, and the columns that collisions are found by. */
  of: readonly string[];
  from: string;
};

const targets: readonly Target[] = [
  {
    rollup: "agentDays",
    table: "agent_analytics",
    key: ["user_id", "agent_id", "date"],
    of: ["user_id", "agent_id", "date"],
    from: "rollup_changes",
  },
  {
    rollup: "hours",
    table: "user_analytics",
    key: ["user_id", "date", "hour"],
    of: ["user_id", "date", "hour"],
    from: "rollup_changes",
  },
  {
    rollup: "periods",
    table: "call_analytics_cache",
    key: ["user_id", "date_period", "period_type"],
    of: ["user_id", "p.first_day", "p.type"],
    from: `rollup_changes CROSS JOIN LATERAL (VALUES
        ('daily', date), ('weekly', period_first_day('weekly', date)), ('monthly', period_first_day('monthly', date))) p (type, first_day)`,
  },
  {
    rollup: "segments",
    table: "call_segment_analytics",
    key: ["user_id", "date", ...dimensionColumns],
    of: ["user_id", "date", ...dimensionColumns],
    from: "rollup_changes",
  },
];

function upsert({ rollup, table, key, of, from }: Target): string {
  const own = keptBy(rollup);
  const columns = own.map((counter) => columnOf(counter, rollup));
  return `  BEGIN
    INSERT INTO ${table} AS t (${key.join(", ")},
      ${listed(columns, 6)})
    SELECT * FROM (
      SELECT ${of.map((column, index) => (column === key[index] ? column : `${column} AS ${key[index]}`)).join(", ")},
        ${own.map((counter) => `coalesce(sum(${counter.column}), 0) AS ${columnOf(counter, rollup)}`).join(",\n        ")}
      FROM ${from}
      WHERE transaction = mine
      GROUP BY ${key.map((_, index) => index + 1).join(", ")}
    ) moved
    WHERE (${listed(columns, 6)})
      <> (${columns.map(() => "0").join(", ")})
    ORDER BY ${key.map((_, index) => index + 1).join(", ")}
    ON CONFLICT (${key.join(", ")}) DO UPDATE SET
      ${columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(",\n      ")};
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;`;
}

/** What moves every rollup by what was recorded, and what lets a transaction do so once. */
export function renderApply(): string {
  return `${generated}
-- Rollups move by what the triggers of calls, leads and outcomes have written down: after each statement, or once for a transaction that
-- collects it. Groups are taken in key order, under the lock of the tenants' rollups, so that two transactions cannot wait for each
-- other in a circle. A rollup that cannot be moved is written down, and leaves the others and the business rows as they are.
CREATE OR REPLACE FUNCTION collects_rollup_changes() RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('app.rollups', true) = 'collected', false) $$;
COMMENT ON FUNCTION collects_rollup_changes() IS 'Whether this transaction moves its rollups once, at its end';

CREATE OR REPLACE FUNCTION apply_rollup_changes(source text, operation text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
  mine CONSTANT bigint := pg_current_xact_id()::text::bigint;
  tenants CONSTANT uuid[] := ARRAY(SELECT DISTINCT user_id FROM rollup_changes WHERE transaction = mine);
BEGIN
  IF tenants = '{}' THEN
    RETURN;
  END IF;
  PERFORM hold_rollups(tenants);
${targets.map(upsert).join("\n")}
  DELETE FROM rollup_changes WHERE transaction = mine;
END $$;
COMMENT ON FUNCTION apply_rollup_changes(text, text) IS
  'Moves every rollup by what this transaction has written down; the arguments say what is at fault where one cannot be moved';

-- A batch writes calls, leads and outcomes one after another, and each row of a rollup once.
CREATE OR REPLACE FUNCTION collect_rollup_changes() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.rollups', 'collected', true) $$;
COMMENT ON FUNCTION collect_rollup_changes() IS 'Until release_rollup_changes, or the end of the transaction, rollups stay as they are';

CREATE OR REPLACE FUNCTION release_rollup_changes() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.rollups', '', true);
  PERFORM apply_rollup_changes('rollup_changes', 'INSERT');
END $$;
COMMENT ON FUNCTION release_rollup_changes() IS 'Moves the rollups by all that was collected since collect_rollup_changes';

-- Whoever collects and never releases has its rollups moved when it commits.
CREATE OR REPLACE FUNCTION trg_release_rollup_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_release_rollup_changes() IS 'What a transaction collected and did not release moves the rollups when it commits';

DROP TRIGGER IF EXISTS trigger_release_rollup_changes ON rollup_changes;
CREATE CONSTRAINT TRIGGER trigger_release_rollup_changes
  AFTER INSERT ON rollup_changes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.is_collected) EXECUTE FUNCTION trg_release_rollup_changes();
COMMENT ON CONSTRAINT trigger_release_rollup_changes ON rollup_changes IS
  'Moves the rollups when the transaction commits that wrote the row, if it has not released them';
`;
}
