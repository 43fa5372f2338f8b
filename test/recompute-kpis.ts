import type pg from "pg";
import { counterColumns, differs, rawCalls } from "./raw-metrics";

/** Each window of the summary with its metrics: the column's name without the window, and the counter behind it. */
const windows: readonly { suffix: string; isIn: string; totals: Readonly<Record<string, string>> }[] = [
  {
    suffix: "30d",
    isIn: "day > today - 30 AND day <= today",
    totals: {
      calls: "total_calls",
      successful_calls: "successful_calls",
      answered_calls: "answered_calls",
      duration_minutes: "total_duration_minutes",
      leads: "leads_generated",
      qualified_leads: "qualified_leads",
      cta_interactions: "total_cta_interactions",
      credits_used: "credits_used",
      success_rate: "round(100.0 * successful_calls / nullif(total_calls, 0), 2)",
      answer_rate: "round(100.0 * answered_calls / nullif(total_calls, 0), 2)",
      conversion_rate: "round(100.0 * leads_generated / nullif(total_calls, 0), 2)",
    },
  },
  {
    suffix: "7d",
    isIn: "day > today - 7 AND day <= today",
    totals: {
      calls: "total_calls",
      successful_calls: "successful_calls",
      leads: "leads_generated",
      qualified_leads: "qualified_leads",
      credits_used: "credits_used",
      conversion_rate: "round(100.0 * leads_generated / nullif(total_calls, 0), 2)",
    },
  },
  {
    suffix: "lifetime",
    isIn: "true",
    totals: {
      calls: "total_calls",
      successful_calls: "successful_calls",
      duration_minutes: "total_duration_minutes",
      leads: "leads_generated",
      qualified_leads: "qualified_leads",
      cta_interactions: "total_cta_interactions",
      credits_used: "credits_used",
      conversion_rate: "round(100.0 * leads_generated / nullif(total_calls, 0), 2)",
    },
  },
];

const windowRow = ({ suffix, isIn, totals }: (typeof windows)[number]) => `
  CROSS JOIN LATERAL (
    SELECT ${Object.entries(totals)
      .map(([name, sql]) => `${sql} AS ${name}_${suffix}`)
      .join(", ")}
    FROM (SELECT ${counterColumns} FROM (SELECT * FROM raw WHERE raw.user_id = t.user_id AND ${isIn}) calls) counted
  ) in_${suffix}`;

const bestFirst = "qualified DESC, leads DESC, successful DESC, id";

/** Users whose summary, refreshed now, is not what their calls, leads and agents of each window add up to. */
export async function kpiDifferences(client: Pick<pg.Client, "query">): Promise<unknown[]> {
  // One transaction has one moment: the windows of the summary and of the comparison end on the same day.
  await client.query("BEGIN");
  const refreshed = await client.query<{ result: string }>("SELECT scheduled_refresh_user_kpi_summary(true) AS result");
  const { rows } = await client.query(`
    WITH raw AS MATERIALIZED (${rawCalls}),
    today AS (SELECT id AS user_id, (now() AT TIME ZONE timezone)::date AS today FROM users),
    agents_30d AS (
      SELECT a.user_id, a.id, a.name, a.is_active, count(raw.id) FILTER (WHERE counted AND is_recent) AS calls,
        count(raw.id) FILTER (WHERE status = 'completed' AND is_recent) AS successful, count(lead_id) FILTER (WHERE is_recent) AS leads,
        count(lead_id) FILTER (WHERE is_qualified AND is_recent) AS qualified, count(raw.id) FILTER (WHERE counted) AS all_calls,
        count(lead_id) AS all_leads, count(lead_id) FILTER (WHERE is_qualified) AS all_qualified
      FROM agents a JOIN today t ON t.user_id = a.user_id LEFT JOIN raw ON raw.agent_id = a.id
      CROSS JOIN LATERAL (SELECT coalesce(day > today - 30 AND day <= today, false) AS is_recent) window_of
      GROUP BY a.user_id, a.id, a.name, a.is_active
    ), best AS (
      SELECT DISTINCT ON (user_id) user_id, id AS best_agent_id, calls AS best_agent_calls_30d,
        round(100.0 * leads / calls, 2) AS best_agent_conversion_rate_30d
      FROM agents_30d WHERE calls >= 10 AND is_active ORDER BY user_id, ${bestFirst}
    ), summaries AS (
      SELECT user_id, jsonb_agg(jsonb_build_object('agent_id', id, 'name', name, 'is_active', is_active, 'calls_30d', calls,
        'successful_calls_30d', successful, 'leads_30d', leads, 'qualified_leads_30d', qualified,
        'success_rate_30d', round(100.0 * successful / nullif(calls, 0), 2), 'conversion_rate_30d', round(100.0 * leads / nullif(calls, 0), 2),
        'calls_lifetime', all_calls, 'leads_lifetime', all_leads, 'qualified_leads_lifetime', all_qualified) ORDER BY ${bestFirst}) AS summary
      FROM agents_30d GROUP BY user_id
    ), metrics AS (
      SELECT t.user_id, t.today, ${windows.map(({ suffix }) => `in_${suffix}.*`).join(", ")},
        (SELECT max(day) FROM raw WHERE raw.user_id = t.user_id AND counted) AS last_call_date,
        (SELECT count(*) FROM agents a WHERE a.user_id = t.user_id) AS agents_total,
        (SELECT count(*) FROM agents a WHERE a.user_id = t.user_id AND a.is_active) AS agents_active,
        best_agent_id, best_agent_calls_30d, best_agent_conversion_rate_30d, coalesce(summary, '[]') AS agents_summary
      FROM today t LEFT JOIN best ON best.user_id = t.user_id LEFT JOIN summaries ON summaries.user_id = t.user_id ${windows.map(windowRow).join("")}
    ), made AS (
      SELECT user_id, to_jsonb(metrics) AS raw FROM metrics
    ), held AS (
      SELECT user_id, to_jsonb(t) - 'refreshed_at' AS kept FROM user_kpi_summary t
    )
    SELECT kept, raw FROM held FULL JOIN made USING (user_id) WHERE kept IS NULL OR raw IS NULL OR ${differs("kept", "raw")}`);
  await client.query("COMMIT");
  return refreshed.rows[0]?.result === "refreshed" ? rows : [refreshed.rows[0]];
}
