import type pg from "pg";
import { counterColumns, counters, differs, rates, rawCalls, segmentCounters } from "./raw-metrics";

type Queryable = Pick<pg.Client, "query">;

type Rollup = {
  table: string;
  /** Each key column with the expression that makes it from a call's day or hour. */
  keys: Readonly<Record<string, string>>;
  /** Each other column with the counter or rate that it holds. */
  totals: Readonly<Record<string, string>>;
  where?: string;
  periods?: string;
};

const everyCounter = { ...same(Object.keys(counters)), ...rates };
const cachedAs: Readonly<Record<string, string>> = {
  total_duration_seconds: "total_call_duration",
  cta_pricing_clicks: "pricing_clicks",
  cta_demo_clicks: "demo_requests",
  cta_followup_clicks: "followup_requests",
  cta_sample_clicks: "sample_requests",
  cta_human_escalations: "human_escalations",
};
const cachedMetrics = {
  ...Object.fromEntries(
    Object.keys(counters)
      .filter((name) => !/_score_|^total_cta_interactions$|^cta_calls$|^total_duration_minutes$/.test(name))
      .map((name) => [cachedAs[name] ?? name, name]),
  ),
  success_rate: rates.success_rate,
  conversion_rate: rates.conversion_rate,
  connection_rate: rates.answer_rate,
  average_call_duration: "round(total_duration_seconds::numeric / nullif(total_calls, 0), 2)",
};

const countersOfSegments = same([
  ...Object.keys(counters).filter(
    (name) => !/_score_|^total_cta_interactions$|^(?:inbound|outbound|phone|internet)_calls$/.test(name),
  ),
  ...Object.keys(segmentCounters),
]);

const rollups: readonly Rollup[] = [
  {
    table: "agent_analytics",
    keys: { agent_id: "agent_id", user_id: "user_id", date: "day", hour: "NULL::integer" },
    totals: everyCounter,
  },
  {
    table: "user_analytics",
    keys: { user_id: "user_id", date: "day", hour: "NULL::integer" },
    totals: everyCounter,
    where: "hour IS NULL",
  },
  {
    table: "user_analytics",
    keys: { user_id: "user_id", date: "day", hour: "local_hour" },
    totals: everyCounter,
    where: "hour IS NOT NULL",
  },
  { table: "user_daily_analytics", keys: { user_id: "user_id", date: "day" }, totals: everyCounter },
  {
    table: "call_segment_analytics",
    keys: {
      user_id: "user_id",
      date: "day",
      agent_id: "agent_id",
      call_source: "call_source",
      lead_type: "lead_type",
    },
    totals: countersOfSegments,
  },
  {
    table: "call_analytics_cache",
    keys: { user_id: "user_id", period_type: "type", date_period: "date_trunc(unit, day::timestamp)::date" },
    totals: cachedMetrics,
    periods: "CROSS JOIN (VALUES ('daily', 'day'), ('weekly', 'week'), ('monthly', 'month')) p (type, unit)",
  },
];

function same(columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, column]));
}

function comparison({ table, keys, totals, where = "true", periods = "" }: Rollup): string {
  const names = Object.keys(keys);
  const key = (row: string) => `jsonb_build_array(${names.map((name) => `${row}.${name}`).join(", ")})`;
  const isEmpty = (row: string) =>
    `NOT EXISTS (SELECT FROM jsonb_each(${row} - ARRAY[${names.map((name) => `'${name}'`).join(", ")}]) WHERE value NOT IN ('0', 'null'))`;
  return `
    WITH counted AS (
      SELECT ${names.map((name) => `${keys[name]} AS key_${name}`).join(", ")}, ${counterColumns}
      FROM (${rawCalls}) calls ${periods} GROUP BY ${names.map((_, index) => index + 1).join(", ")}
    ), metrics AS (
      SELECT ${names.map((name) => `key_${name} AS ${name}`).join(", ")},
        ${Object.entries(totals)
          .map(([column, sql]) => `${sql} AS ${column}`)
          .join(", ")}
      FROM counted
    ), made AS (
      SELECT ${key("metrics")} AS key, to_jsonb(metrics) AS raw FROM metrics
    ), held AS (
      SELECT ${key("t")} AS key, to_jsonb(t) - ARRAY['id', 'created_at', 'updated_at'] AS kept FROM ${table} t WHERE ${where}
    )
    SELECT '${table}' AS rollup, kept, raw FROM held FULL JOIN made USING (key)
    WHERE CASE WHEN raw IS NULL THEN NOT ${isEmpty("kept")} WHEN kept IS NULL THEN NOT ${isEmpty("raw")} ELSE ${differs("kept", "raw")} END`;
}

/** A target's achievement is the mean, over the targets that are set, of what was reached of each, at most all of it. */
const targetComparison = `
  SELECT 'agent_targets' AS rollup, kept, raw
  FROM agent_targets t
  JOIN (VALUES ('daily', interval '1 day'), ('weekly', '7 days'), ('monthly', '1 month'), ('quarterly', '3 months')) p (type, length)
    ON p.type = t.target_type
  CROSS JOIN LATERAL (SELECT ${counterColumns} FROM (${rawCalls}) calls
    WHERE agent_id = t.agent_id AND day >= t.target_date AND day < t.target_date::timestamp + length) made
  CROSS JOIN LATERAL (SELECT 100 * avg(least(coalesce(actual, 0) / target, 1)) AS percentage
    FROM (VALUES (made.total_calls::numeric, t.target_calls::numeric), (made.leads_generated, t.target_leads),
      (100.0 * made.successful_calls / nullif(made.total_calls, 0), t.target_success_rate),
      (100.0 * made.leads_generated / nullif(made.total_calls, 0), t.target_conversion_rate)) v (actual, target)
    WHERE target IS NOT NULL) achieved
  CROSS JOIN LATERAL (SELECT to_jsonb(t) - ARRAY['id', 'agent_id', 'user_id', 'target_date', 'target_type', 'target_calls',
    'target_success_rate', 'target_leads', 'target_conversion_rate', 'created_at', 'updated_at'] AS kept,
    jsonb_build_object('period_end', (t.target_date::timestamp + length)::date - 1, 'actual_calls', made.total_calls,
      'actual_successful_calls', made.successful_calls, 'actual_leads', made.leads_generated,
      'actual_success_rate', round(100.0 * made.successful_calls / nullif(made.total_calls, 0), 2),
      'actual_conversion_rate', round(100.0 * made.leads_generated / nullif(made.total_calls, 0), 2),
      'achievement_percentage', achieved.percentage) AS raw) rows
  WHERE ${differs("kept", "raw")}`;

/** Periods, weeks, hours and targets that are not what their calls and leads add up to; an all-zero row equals a missing one. */
export async function rollupDifferences(client: Queryable): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const sql of [...rollups.map(comparison), targetComparison]) found.push(...(await client.query(sql)).rows);
  return found;
}

/** Metrics that were zero or unknown in every row, and were hence compared with nothing. */
export async function silentCounters(client: Queryable): Promise<unknown[]> {
  const tables = [
    ...rollups.map(({ table }) => table),
    "agent_targets",
    "agent_performance_trends",
    "user_kpi_summary",
  ];
  const everyRow = [...new Set(tables)].map(
    (table) => `SELECT '${table}' AS rollup, to_jsonb(t) - 'hour' AS row FROM ${table} t`,
  );
  const { rows } = await client.query(
    `SELECT rollup, key FROM (${everyRow.join(" UNION ALL ")}) r, jsonb_each(row)
     GROUP BY rollup, key HAVING bool_and(value IN ('0', 'null'))`,
  );
  return rows;
}

/** What each change of a trend compares, from the counters of a period; unknown when it was zero or unknown before. */
const changes: Readonly<Record<string, (period: string) => string>> = {
  calls: (p) => `${p}.total_calls`,
  success_rate: (p) => `${p}.successful_calls::numeric / nullif(${p}.total_calls, 0)`,
  answer_rate: (p) => `${p}.answered_calls::numeric / nullif(${p}.total_calls, 0)`,
  duration: (p) => `${p}.total_duration_seconds`,
  leads: (p) => `${p}.leads_generated`,
  qualified_leads: (p) => `${p}.qualified_leads`,
  conversion_rate: (p) => `${p}.leads_generated::numeric / nullif(${p}.total_calls, 0)`,
  cta: (p) => `${p}.total_cta_interactions`,
  score: (p) => `${p}.total_score_sum::numeric / nullif(${p}.total_score_count, 0)`,
  credits: (p) => `${p}.credits_used`,
};

/**
 * Trends that differ from the same comparison of periods, and the same rank, computed from the calls. Of a period that ran when its trend was
 * made, as many days are compared as were over then.
 */
export async function trendDifferences(client: Queryable): Promise<unknown[]> {
  const overUntil = (
    period: string,
  ) => `coalesce((SELECT (min(t.created_at) AT TIME ZONE u.timezone)::date FROM agent_performance_trends t
      JOIN users u ON u.id = t.user_id
      WHERE (t.user_id, t.period_type, t.period_start) = (d.user_id, d.type, ${period}) GROUP BY u.timezone), current_date) - 1`;
  const { rows } = await client.query(`
    WITH raw AS MATERIALIZED (
      SELECT user_id, agent_id, type, length, day, date_trunc(unit, day::timestamp)::date AS own,
        (CASE type WHEN 'daily' THEN day + 7 ELSE date_trunc(unit, day::timestamp) + length END)::date AS next, ${counterColumns}
      FROM (${rawCalls}) calls CROSS JOIN (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', '7 days'),
        ('monthly', 'month', '1 month'), ('quarterly', 'quarter', '3 months')) p (type, unit, length)
      GROUP BY 1, 2, 3, 4, 5, 6, 7
    ), sums AS MATERIALIZED (
      SELECT side, user_id, agent_id, type, length, period_start, ${Object.keys(counters)
        .map((name) => `sum(${name}) AS ${name}`)
        .join(", ")}
      FROM (
        SELECT 'all' AS side, own AS period_start, d.* FROM raw d
        UNION ALL SELECT 'part', own, d.* FROM raw d WHERE day <= ${overUntil("d.own")}
        UNION ALL SELECT 'before', next, d.* FROM raw d CROSS JOIN LATERAL (SELECT ${overUntil("d.next")} AS day) over
          WHERE over.day >= (next + length)::date - 1 OR over.day - next >= d.day - own
      ) sides GROUP BY 1, 2, 3, 4, 5, 6
    ), parts AS (
      SELECT now.agent_id, now.type, now.period_start, ${Object.keys(counters)
        .map((name) => `coalesce(part.${name}, 0) AS ${name}`)
        .join(", ")}
      FROM sums now LEFT JOIN sums part ON part.side = 'part'
        AND (part.agent_id, part.type, part.period_start) = (now.agent_id, now.type, now.period_start)
      WHERE now.side = 'all'
    ), metrics AS (
      SELECT now.user_id, now.agent_id, now.type AS period_type, now.period_start,
        (now.period_start + now.length)::date - 1 AS period_end, now.total_calls, now.leads_generated, now.qualified_leads,
        100.0 * now.successful_calls / nullif(now.total_calls, 0) AS success_rate,
        100.0 * now.leads_generated / nullif(now.total_calls, 0) AS conversion_rate,
        ${Object.entries(changes)
          .map(
            ([name, of]) =>
              `100.0 * (${of("part")} - ${of("before")}) / nullif(${of("before")}, 0) AS ${name}_change_percentage`,
          )
          .join(", ")},
        (SELECT 1 + count(*) FROM sums other WHERE other.side = 'all'
           AND (other.user_id, other.type, other.period_start) = (now.user_id, now.type, now.period_start)
           AND (other.qualified_leads, other.leads_generated, other.successful_calls)
             > (now.qualified_leads, now.leads_generated, now.successful_calls)) AS performance_rank
      FROM sums now JOIN parts part USING (agent_id, type, period_start)
      LEFT JOIN sums before ON before.side = 'before'
        AND (before.agent_id, before.type, before.period_start) = (now.agent_id, now.type, now.period_start)
      WHERE now.side = 'all' AND (now.total_calls > 0 OR now.leads_generated > 0)
    ), made AS (
      SELECT agent_id, period_type, period_start, to_jsonb(metrics) AS raw FROM metrics
    ), held AS (
      SELECT agent_id, period_type::text, period_start, to_jsonb(t) - ARRAY['id', 'created_at'] AS kept FROM agent_performance_trends t
    )
    SELECT kept, raw FROM held FULL JOIN made USING (agent_id, period_type, period_start)
    WHERE kept IS NULL OR raw IS NULL OR ${differs("kept", "raw")}`);
  return rows;
}

/** Every way in which the ledger could contradict itself, the users' credits, or the calls it charged. */
export async function ledgerFaults(client: Queryable): Promise<unknown[]> {
  const { rows } = await client.query(`
    WITH entries AS (
      SELECT *, lag(balance_after, 1, 0) OVER w AS before, lag(entry_number, 1, 0::bigint) OVER w AS previous
      FROM credit_transactions WINDOW w AS (PARTITION BY user_id ORDER BY entry_number)
    )
    SELECT 'broken chain' AS fault, id::text FROM entries WHERE balance_after <> before + amount OR entry_number <> previous + 1
    UNION ALL
    SELECT 'credits are not the sum', u.id::text FROM users u
    WHERE u.credits <> coalesce((SELECT sum(amount) FROM credit_transactions t WHERE t.user_id = u.id), 0)
    UNION ALL
    SELECT 'call is not charged what it used', c.id::text FROM calls c
    WHERE c.credits_used <> coalesce((SELECT -sum(amount) FROM credit_transactions t WHERE t.call_id = c.id), 0)`);
  return rows;
}
