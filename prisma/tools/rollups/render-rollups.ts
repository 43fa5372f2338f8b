import type { CountedTable } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";
import { columnsRead } from "./columns-read";
import { dimensionColumns } from "./dimension-columns";
import { generated } from "./generated";
import { listed } from "./listed";
import { renderApply } from "./render-apply";
import { renderCtaTotals } from "./render-cta-totals";
import { renderRebuilds } from "./render-rebuilds";
import { renderTenantDays } from "./render-tenant-days";

/** The object files that follow from the counters, by their names below prisma/objects. */
export function renderRollups(): Record<string, string> {
  return {
    "rollups/changes_from_calls.sql": renderCalls(),
    "rollups/changes_from_leads.sql": renderLeads(),
    "rollups/changes_from_outcomes.sql": renderOutcomes(),
    "rollups/apply_rollup_changes.sql": renderApply(),
    "rollups/user_analytics_from_agents.sql": renderTenantDays(),
    "rollups/cta_totals.sql": renderCtaTotals(),
    ...renderRebuilds(),
  };
}

/** How transition tables of a table are called, and which of its columns says when the call began. */
const sources: Record<CountedTable, { rows: string; startedAt: string }> = {
  calls: { rows: "calls", startedAt: "started_at" },
  lead_analytics: { rows: "leads", startedAt: "call_started_at" },
  agent_call_outcomes: { rows: "outcomes", startedAt: "call_started_at" },
};

const [firstDimension, ...otherDimensions] = dimensionColumns;
const dimensions = `user_id, ${firstDimension}, date, hour, ${otherDimensions.join(", ")}`;

/** Records what a statement adds to and takes from the rollups, in the rows' own terms. */
function collector(name: string, table: CountedTable): string {
  const source = sources[table];
  const own = everyCounter.filter((counter) => counter.table === table);
  const names = own.map((counter) => counter.column);
  const read = listed(
    ["user_id", firstDimension, "call_date", source.startedAt, ...otherDimensions, ...columnsRead(table)],
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
    SELECT image.user_id, ${firstDimension}, call_date, extract(hour FROM ${source.startedAt} AT TIME ZONE u.timezone)::integer,
      ${otherDimensions.join(", ")},
      ${own.map((counter) => `sum(sign * ${counter.value}) AS ${counter.column}`).join(",\n      ")}
    FROM (
      SELECT 1 AS sign, ${read}
      FROM ${source.rows}_new WHERE is_counted
      UNION ALL
      SELECT -1, ${read}
      FROM ${source.rows}_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY ${dimensions
      .split(", ")
      .map((_, index) => index + 1)
      .join(", ")}
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
