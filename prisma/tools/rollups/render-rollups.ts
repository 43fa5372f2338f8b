import { type CountedTable, counters, type Rollup } from "@/lib/metrics/counters";
import { generated } from "./generated";
import { columnOf, keptBy } from "./kept-by";
import { listed } from "./listed";
import { renderRebuilds } from "./render-rebuilds";

/** The object files that follow from the counters, by their names below prisma/objects. */
export function renderRollups(): Record<string, string> {
  return {
    "rollups/changes_from_calls.sql": renderCalls(),
    "rollups/changes_from_leads.sql": renderLeads(),
    "rollups/changes_from_outcomes.sql": renderOutcomes(),
    "rollups/apply_rollup_changes.sql": renderApply(),
    "rollups/user_analytics_from_agents.sql": renderTenantDays(),
    ...renderRebuilds(),
  };
}

type Source = {
  /** How transition tables of it are called. */
  rows: string;
  startedAt: string;
  /** The columns that counters read. */
  counted: readonly string[];
};

const sources: Record<CountedTable, Source> = {
  calls: {
    rows: "calls",
    startedAt: "started_at",
    counted: ["status", "duration_minutes", "duration_seconds", "credits_used"],
  },
  lead_analytics: {
    rows: "leads",
    startedAt: "call_started_at",
    counted: [
      ...["is_qualified", "lead_status_tag", "cta_pricing_clicked", "cta_demo_clicked", "cta_followup_clicked"],
      ...["cta_sample_clicked", "cta_escalated_to_human", "intent_score", "urgency_score", "budget_score", "fit_score"],
      ...["engagement_score", "total_score"],
    ],
  },
  agent_call_outcomes: { rows: "outcomes", startedAt: "call_started_at", counted: ["outcome"] },
};

const dimensions = "user_id, agent_id, date, hour, call_source, lead_type";

/** Writes down what a statement adds to and takes from the rollups, in the rows' own terms. */
function collector(name: string, table: CountedTable): string {
  const source = sources[table];
  const own = counters.filter((counter) => counter.table === table);
  const names = own.map((counter) => counter.name);
  const read = listed(
    ["user_id", "agent_id", "call_date", source.startedAt, "call_source", "lead_type", ...source.counted],
    8,
  );
  return `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, ${dimensions},
    ${listed(names, 4)})
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM ${source.startedAt} AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      ${own.map((counter) => `sum(sign * ${counter.value}) AS ${counter.name}`).join(",\n      ")}
    FROM (
      SELECT 1 AS sign, ${read}
      FROM ${source.rows}_new WHERE is_counted
      UNION ALL
      SELECT -1, ${read}
      FROM ${source.rows}_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (${listed(names, 4)})
    <> (${names.map(() => "0").join(", ")});
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;`;
}

function applier(name: string): string {
  return `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;`;
}

type Names = { insert: string; update: string; delete: string };

/** A trigger for each event; with the rows that changed, where `rows` says how they are called. */
function triggers(names: Names, table: CountedTable, run: string, rows?: string): string {
  const trigger = (name: string, event: string, changed: string) => `CREATE OR REPLACE TRIGGER ${name}
  AFTER ${event} ON ${table}${rows ? ` REFERENCING ${changed}` : ""}
  FOR EACH STATEMENT EXECUTE FUNCTION ${run}();`;
  return [
    trigger(names.insert, "INSERT", `NEW TABLE AS ${rows}_new`),
    trigger(names.update, "UPDATE", `OLD TABLE AS ${rows}_old NEW TABLE AS ${rows}_new`),
    trigger(names.delete, "DELETE", `OLD TABLE AS ${rows}_old`),
  ].join("\n\n");
}

const events = (prefix: string): Names => ({
  insert: `${prefix}_insert`,
  update: `${prefix}_update`,
  delete: `${prefix}_delete`,
});

/** A table's two functions; by their names the triggers of the first one come first. */
function renderSource(
  table: CountedTable,
  rule: string,
  collect: { run: string; names: Names },
  apply: { run: string; names: Names },
): string {
  return `${generated}
${rule}
-- depends on: rollups/apply_rollup_changes.sql
${collector(collect.run, table)}
COMMENT ON FUNCTION ${collect.run}() IS 'Writes down by how much a statement moves the rollups: new minus old';

${triggers(collect.names, table, collect.run, sources[table].rows)}

${applier(apply.run)}
COMMENT ON FUNCTION ${apply.run}() IS 'Moves the rollups by what was written down, unless the transaction collects it';

${triggers(apply.names, table, apply.run)}
`;
}

function renderCalls(): string {
  return renderSource(
    "calls",
    `-- Completed and failed calls are counted: every change of a call moves the rollups by new minus old.`,
    { run: "trg_calls_analytics_cache", names: events("trigger_calls_update_analytics_cache") },
    { run: "trg_calls_daily_analytics", names: events("trigger_update_agent_analytics_from_call") },
  );
}

function renderLeads(): string {
  return renderSource(
    "lead_analytics",
    `-- The leads of counted calls, their scores and what they asked for move the rollups by new minus old. A lead carries by foreign key
-- its call's agent, day, source and direction and whether it is counted, so nothing is looked up in a call that may be gone or moving.`,
    {
      run: "trg_leads_daily_analytics",
      names: {
        insert: "trigger_update_agent_analytics_from_lead_cta",
        update: "trigger_handle_lead_analytics_cta_update",
        delete: "trigger_update_agent_analytics_from_lead_delete",
      },
    },
    {
      run: "trg_leads_daily_scores",
      names: {
        insert: "trigger_update_agent_scores_from_lead_analytics",
        update: "trigger_update_agent_scores_from_lead_update",
        delete: "trigger_update_agent_scores_from_lead_delete",
      },
    },
  );
}

function renderOutcomes(): string {
  return renderSource(
    "agent_call_outcomes",
    `-- How counted calls ended moves the rollups by new minus old.`,
    { run: "trg_outcomes_daily_analytics", names: events("trigger_update_agent_analytics_from_outcome") },
    { run: "trg_outcomes_apply_rollups", names: events("trigger_update_rollups_from_outcome") },
  );
}

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
    key: ["user_id", "date", "agent_id", "call_source", "lead_type"],
    of: ["user_id", "date", "agent_id", "call_source", "lead_type"],
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
        ${own.map((counter) => `coalesce(sum(${counter.name}), 0) AS ${columnOf(counter, rollup)}`).join(",\n        ")}
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

function renderApply(): string {
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
`;
}

function renderTenantDays(): string {
  const columns = keptBy("agentDays").map(({ name }) => name);
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
