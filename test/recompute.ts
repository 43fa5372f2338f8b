import type pg from "pg";

type Queryable = Pick<pg.Client, "query">;

const counters = `
  count(*) FILTER (WHERE counted) AS total_calls,
  count(*) FILTER (WHERE status = 'completed') AS successful_calls,
  count(*) FILTER (WHERE status = 'failed') AS failed_calls,
  count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')) AS answered_calls,
  count(*) FILTER (WHERE counted AND lead_type = 'inbound') AS inbound_calls,
  count(*) FILTER (WHERE counted AND lead_type = 'outbound') AS outbound_calls,
  count(*) FILTER (WHERE counted AND call_source = 'phone') AS phone_calls,
  count(*) FILTER (WHERE counted AND call_source = 'internet') AS internet_calls,
  coalesce(sum(duration_minutes) FILTER (WHERE counted), 0) AS total_duration_minutes,
  coalesce(sum(duration_seconds) FILTER (WHERE counted), 0) AS total_duration_seconds,
  coalesce(sum(credits_used) FILTER (WHERE counted), 0) AS credits_used,
  count(lead_id) AS leads_generated,
  count(lead_id) FILTER (WHERE is_qualified) AS qualified_leads,
  count(lead_id) FILTER (WHERE lead_status_tag = 'hot') AS hot_leads,
  count(lead_id) FILTER (WHERE lead_status_tag = 'warm') AS warm_leads,
  count(lead_id) FILTER (WHERE lead_status_tag = 'cold') AS cold_leads,
  count(*) FILTER (WHERE cta_pricing_clicked) AS cta_pricing_clicks,
  count(*) FILTER (WHERE cta_demo_clicked) AS cta_demo_clicks,
  count(*) FILTER (WHERE cta_followup_clicked) AS cta_followup_clicks,
  count(*) FILTER (WHERE cta_sample_clicked) AS cta_sample_clicks,
  count(*) FILTER (WHERE cta_escalated_to_human) AS cta_human_escalations,
  count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked
    OR cta_escalated_to_human) AS cta_calls,
  ${["intent", "urgency", "budget", "fit", "engagement", "total"]
    .map((name) => `coalesce(sum(${name}_score), 0) AS ${name}_score_sum, count(${name}_score) AS ${name}_score_count`)
    .join(",\n  ")}`;

const columns = counters.match(/AS \w+/g)?.map((match) => match.slice(3)) ?? [];

/** The day of a call is told anew from its start and its tenant's zone, not from the column that triggers keep. */
const raw = `
  SELECT c.*, (c.started_at AT TIME ZONE u.timezone)::date AS day,
    extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS local_hour, c.status IN ('completed', 'failed') AS counted, o.outcome,
    l.id AS lead_id, l.is_qualified, l.lead_status_tag, l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked,
    l.cta_sample_clicked, l.cta_escalated_to_human, l.intent_score, l.urgency_score, l.budget_score, l.fit_score,
    l.engagement_score, l.total_score
  FROM calls c JOIN users u ON u.id = c.user_id
  LEFT JOIN lead_analytics l ON l.call_id = c.id
  LEFT JOIN agent_call_outcomes o ON o.call_id = c.id`;

type Rollup = {
  table: string;
  /** Each key column with the expression that makes it from a call's day or hour. */
  keys: Readonly<Record<string, string>>;
  /** Each column with the counter it holds. */
  figures: Readonly<Record<string, string>>;
  where?: string;
  periods?: string;
};

const everyFigure = Object.fromEntries(columns.map((column) => [column, column]));
const cached = {
  total_call_duration: "total_duration_seconds",
  pricing_clicks: "cta_pricing_clicks",
  demo_requests: "cta_demo_clicks",
  followup_requests: "cta_followup_clicks",
  sample_requests: "cta_sample_clicks",
  human_escalations: "cta_human_escalations",
};
const uncached = /_score_|cta_calls|total_duration_minutes/;
const cachedFigures = {
  ...Object.fromEntries(
    columns.filter((column) => !uncached.test(column) && !Object.values(cached).includes(column)).map((c) => [c, c]),
  ),
  ...cached,
};

const rollups: readonly Rollup[] = [
  {
    table: "agent_analytics",
    keys: { agent_id: "agent_id", date: "day" },
    figures: everyFigure,
    where: "hour IS NULL",
  },
  { table: "user_analytics", keys: { user_id: "user_id", date: "day" }, figures: everyFigure, where: "hour IS NULL" },
  {
    table: "user_analytics",
    keys: { user_id: "user_id", date: "day", hour: "local_hour" },
    figures: everyFigure,
    where: "hour IS NOT NULL",
  },
  { table: "user_daily_analytics", keys: { user_id: "user_id", date: "day" }, figures: everyFigure },
  {
    table: "call_analytics_cache",
    keys: { user_id: "user_id", period_type: "type", date_period: "date_trunc(unit, day::timestamp)::date" },
    figures: cachedFigures,
    periods: "CROSS JOIN (VALUES ('daily', 'day'), ('weekly', 'week'), ('monthly', 'month')) p (type, unit)",
  },
];

function comparison({ table, keys, figures, where = "true", periods = "" }: Rollup): string {
  const keyNames = Object.keys(keys);
  const differs = Object.entries(figures).map(
    ([kept, made]) => `coalesce(kept.${kept}, 0) <> coalesce(raw.${made}, 0)`,
  );
  return `
    WITH raw AS (
      SELECT ${keyNames.map((name) => `${keys[name]} AS ${name}`).join(", ")}, ${counters}
      FROM (${raw}) calls ${periods} GROUP BY ${keyNames.map((_, index) => index + 1).join(", ")}
    )
    SELECT '${table}' AS rollup, to_jsonb(kept) AS kept, to_jsonb(raw) AS raw
    FROM (SELECT * FROM ${table} WHERE ${where}) kept
    FULL JOIN raw ON ${keyNames.map((name) => `raw.${name} = kept.${name}`).join(" AND ")}
    WHERE ${differs.join(" OR ")}`;
}

/** A target's achievement is the mean, over the targets that are set, of what was reached of each, at most all of it. */
const targetComparison = `
  SELECT 'agent_targets' AS rollup, to_jsonb(t) AS kept, to_jsonb(made) AS raw
  FROM agent_targets t
  JOIN (VALUES ('daily', interval '1 day'), ('weekly', '7 days'), ('monthly', '1 month'), ('quarterly', '3 months')) p (type, length)
    ON p.type = t.target_type
  CROSS JOIN LATERAL (SELECT ${counters} FROM (${raw}) calls
    WHERE agent_id = t.agent_id AND day >= t.target_date AND day < t.target_date::timestamp + length) made
  CROSS JOIN LATERAL (SELECT 100 * avg(least(coalesce(actual, 0) / target, 1)) AS percentage
    FROM (VALUES (made.total_calls::numeric, t.target_calls::numeric), (made.leads_generated, t.target_leads),
      (100.0 * made.successful_calls / nullif(made.total_calls, 0), t.target_success_rate),
      (100.0 * made.leads_generated / nullif(made.total_calls, 0), t.target_conversion_rate)) v (actual, target)
    WHERE target IS NOT NULL) achieved
  WHERE (t.actual_calls, t.actual_successful_calls, t.actual_leads)
      <> (made.total_calls, made.successful_calls, made.leads_generated)
    OR abs(t.achievement_percentage - achieved.percentage) > 0.01`;

/** Periods, weeks, hours and targets that are not what their calls and leads add up to; an all-zero row equals a missing one. */
export async function rollupDifferences(client: Queryable): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const sql of [...rollups.map(comparison), targetComparison]) found.push(...(await client.query(sql)).rows);
  return found;
}

/** Trends that differ from the same comparison of periods, and the same rank, computed from the calls. */
export async function trendDifferences(client: Queryable): Promise<unknown[]> {
  const { rows } = await client.query(`
    WITH raw AS (
      SELECT user_id, agent_id, type, length, date_trunc(unit, day::timestamp)::date AS period_start, ${counters}
      FROM (${raw}) calls CROSS JOIN (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', '7 days'),
        ('monthly', 'month', '1 month'), ('quarterly', 'quarter', '3 months')) p (type, unit, length)
      GROUP BY 1, 2, 3, 4, 5
    ), made AS (
      SELECT now.*, (now.period_start + now.length)::date - 1 AS period_end,
        CASE WHEN before.total_calls > 0
          THEN round(100.0 * (now.total_calls - before.total_calls) / before.total_calls, 2) END AS calls_change,
        CASE WHEN before.leads_generated > 0
          THEN round(100.0 * (now.leads_generated - before.leads_generated) / before.leads_generated, 2) END AS leads_change,
        (SELECT 1 + count(*) FROM raw other WHERE (other.user_id, other.type, other.period_start) = (now.user_id, now.type, now.period_start)
           AND (other.qualified_leads, other.leads_generated, other.successful_calls)
             > (now.qualified_leads, now.leads_generated, now.successful_calls)) AS place
      FROM raw now LEFT JOIN raw before ON before.agent_id = now.agent_id AND before.type = now.type
        AND before.period_start = (now.period_start - now.length)::date
      WHERE now.total_calls > 0 OR now.leads_generated > 0
    )
    SELECT to_jsonb(kept) AS kept, to_jsonb(made) AS raw
    FROM agent_performance_trends kept FULL JOIN made
      ON made.agent_id = kept.agent_id AND made.type = kept.period_type AND made.period_start = kept.period_start
    WHERE (kept.total_calls, kept.leads_generated, kept.qualified_leads, kept.period_end, kept.performance_rank,
        kept.calls_change_percentage, kept.leads_change_percentage)
      IS DISTINCT FROM (made.total_calls, made.leads_generated, made.qualified_leads, made.period_end, made.place,
        made.calls_change, made.leads_change)`);
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
