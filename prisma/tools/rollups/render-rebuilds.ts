import type { CountedTable, Counter, Rollup } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";
import { columnOf } from "@/lib/metrics/kept-in";
import { dimensionColumns } from "./dimension-columns";
import { generated } from "./generated";
import { keptBy } from "./kept-by";
import { listed } from "./listed";

/** The view of what each call adds, and the functions that count each rollup again from it. */
export function renderRebuilds(): Record<string, string> {
  return {
    "rollups/call_contributions.sql": renderContributions(),
    "rollups/rebuild_agent_analytics.sql": renderRebuild(agentDays),
    "rollups/rebuild_user_analytics.sql": renderRebuild(tenantHours),
    "rollups/rebuild_user_daily_analytics.sql": renderRebuild(tenantDays),
    "rollups/rebuild_call_analytics_cache.sql": renderRebuild(periods),
    "rollups/rebuild_call_segment_analytics.sql": renderRebuild(segments),
  };
}

/** Tables that a call has at most one row of, by the letter that they are called. */
const parts: Readonly<Record<CountedTable, string>> = { calls: "c", lead_analytics: "l", agent_call_outcomes: "o" };

function renderContributions(): string {
  const [first, ...others] = dimensionColumns;
  const of = (table: CountedTable) => everyCounter.filter((counter) => counter.table === table);
  const row = (table: CountedTable) => of(table).map(({ column, value }) => `${value} AS ${column}`);
  const selected = ({ column, table, value }: Counter) =>
    table === "calls" ? `${value} AS ${column}` : `coalesce(${parts[table]}.${column}, 0) AS ${column}`;
  const part = (table: CountedTable) => `LEFT JOIN (
  SELECT call_id AS of_call,
    ${row(table).join(",\n    ")}
  FROM ${table}
) ${parts[table]} ON ${parts[table]}.of_call = c.id`;
  return `${generated}
-- What each counted call adds to every rollup, with its lead and outcome: the definition by which rollups are rebuilt. What is
-- divided by calls comes from the calls that are counted, so that no rate exceeds the whole.
DROP VIEW IF EXISTS call_contributions;
CREATE VIEW call_contributions WITH (security_barrier) AS
SELECT c.user_id, c.${first}, c.call_date AS date, extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS hour,
  ${others.map((column) => `c.${column}`).join(", ")},
  ${everyCounter.map(selected).join(",\n  ")}
FROM calls c
JOIN users u ON u.id = c.user_id
${part("lead_analytics")}
${part("agent_call_outcomes")}
WHERE c.is_counted;
COMMENT ON VIEW call_contributions IS 'What each call adds to the rollups; rebuilding sums it up';

REVOKE ALL ON call_contributions FROM PUBLIC;
`;
}

type Rebuild = {
  rule: string;
  comment: string;
  rollup: Rollup;
  table: string;
  key: readonly string[];
  /** What of the contributions is a row's key, where that is not its name. */
  of?: Readonly<Record<string, string>>;
  from?: string;
  /** Which contributions and which rows of the rollup the days touch. */
  where: { contributions: string; rows: string };
  /** Columns that a trigger of the rollup makes of the others. */
  derived?: readonly string[];
  /** The agents' days come first: what follows from them moves with them. */
  isAfterAgents?: boolean;
  /** Whether somebody must be told; writers of the others tell of themselves. */
  isAnnounced?: boolean;
};

const days = { contributions: "date BETWEEN first_day AND last_day", rows: "date BETWEEN first_day AND last_day" };
const ctaTotals = ["total_cta_interactions", "cta_conversion_rate"];

const agentDays: Rebuild = {
  rule: `-- Counts a tenant's agents' days anew from its calls, and says how many rows that changed. What follows from these days moves
-- with them by trigger.`,
  comment: "Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed",
  rollup: "agentDays",
  table: "agent_analytics",
  key: ["agent_id", "user_id", "date"],
  where: { ...days, rows: `${days.rows} AND hour IS NULL` },
  derived: ctaTotals,
};

const tenantHours: Rebuild = {
  rule: `-- Counts a tenant's days and hours anew from its calls, and says how many rows that changed. Its agents' days come first:
-- repaired later, they would move these by differences that are counted already.
-- depends on: rollups/rebuild_agent_analytics.sql`,
  comment: "Counts a tenant''s days and hours anew from its calls; returns how many rows that changed",
  rollup: "hours",
  table: "user_analytics",
  key: ["user_id", "date", "hour"],
  of: { hour: "h.hour" },
  from: "call_contributions c CROSS JOIN LATERAL (VALUES (c.hour), (NULL)) h (hour)",
  where: days,
  derived: ctaTotals,
  isAfterAgents: true,
  isAnnounced: true,
};

const tenantDays: Rebuild = {
  rule: `-- Counts a tenant's daily figures anew from its calls, its agents' days first, and says how many rows that changed.
-- depends on: rollups/rebuild_agent_analytics.sql`,
  comment: "Counts a tenant''s daily figures anew from its calls; returns how many rows that changed",
  rollup: "agentDays",
  table: "user_daily_analytics",
  key: ["user_id", "date"],
  where: days,
  derived: ctaTotals,
  isAfterAgents: true,
  isAnnounced: true,
};

const periods: Rebuild = {
  rule: `-- Counts the cached days, weeks and months that a range of days touches anew from a tenant's calls, each as a whole, and says how
-- many rows that changed.`,
  comment: "Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed",
  rollup: "periods",
  table: "call_analytics_cache",
  key: ["user_id", "date_period", "period_type"],
  of: { date_period: "p.date_period", period_type: "p.period_type" },
  from: `call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)`,
  where: {
    contributions: `date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day`,
    rows: "date_period BETWEEN period_first_day(period_type, first_day) AND last_day",
  },
  isAnnounced: true,
};

const segments: Rebuild = {
  rule: "-- Counts a tenant's segments anew from its calls, and says how many rows that changed. No other rollup follows from them.",
  comment: "Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong",
  rollup: "segments",
  table: "call_segment_analytics",
  key: ["user_id", "date", ...dimensionColumns],
  where: days,
};

function renderRebuild(rebuild: Rebuild): string {
  const { table, rollup, key, of = {}, from = "call_contributions", where, derived = [] } = rebuild;
  const own = keptBy(rollup);
  const columns = own.map((counter) => columnOf(counter, rollup));
  const compared = [...columns, ...derived];
  const read = own.map((counter) => {
    const column = columnOf(counter, rollup);
    return column === counter.column ? column : `${counter.column} AS ${column}`;
  });
  const announced = rebuild.isAnnounced
    ? `  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, '${table}');
  END IF;
`
    : "";
  return `${generated}
${rebuild.rule}
CREATE OR REPLACE FUNCTION rebuild_${table}(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
${rebuild.isAfterAgents ? "  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);\n" : ""}  WITH image AS (
    SELECT ${key.map((name) => of[name] ?? name).join(", ")},
      ${listed(read, 6)}
    FROM ${from}
    WHERE user_id = tenant AND ${where.contributions}
    UNION ALL
    SELECT ${[...key, ...columns.map(() => "0")].join(", ")}
    FROM ${table}
    WHERE user_id = tenant AND ${where.rows}
  )
  INSERT INTO ${table} AS t (${key.join(", ")},
    ${listed(columns, 4)})
  SELECT ${key.join(", ")},
    ${listed(
      columns.map((column) => `sum(${column})`),
      4,
    )}
  FROM image
  GROUP BY ${key.join(", ")}
  ORDER BY ${key.join(", ")}
  ON CONFLICT (${key.join(", ")}) DO UPDATE SET
    ${columns.map((column) => `${column} = excluded.${column}`).join(",\n    ")}
${derived.length > 0 ? "  -- The last ones are those that the proposed row's own trigger has made.\n" : ""}  WHERE (${listed(
    compared.map((column) => `t.${column}`),
    4,
  )})
    IS DISTINCT FROM (${listed(
      compared.map((column) => `excluded.${column}`),
      4,
    )});
  GET DIAGNOSTICS changed = ROW_COUNT;
${announced}  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_${table}(uuid, date, date) IS '${rebuild.comment}';
`;
}
