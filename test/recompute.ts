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
  SELECT c.*, (c.started_at AT TIME ZONE u.timezone)::date AS day, c.status IN ('completed', 'failed') AS counted, o.outcome,
    l.id AS lead_id, l.is_qualified, l.lead_status_tag, l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked,
    l.cta_sample_clicked, l.cta_escalated_to_human, l.intent_score, l.urgency_score, l.budget_score, l.fit_score,
    l.engagement_score, l.total_score
  FROM calls c JOIN users u ON u.id = c.user_id
  LEFT JOIN lead_analytics l ON l.call_id = c.id
  LEFT JOIN agent_call_outcomes o ON o.call_id = c.id`;

const isZero = (row: string) => columns.map((column) => `coalesce(${row}.${column}, 0) = 0`).join(" AND ");
const differs = columns.map((column) => `coalesce(kept.${column}, 0) <> coalesce(raw.${column}, 0)`).join(" OR ");

function comparison(table: string, key: string): string {
  return `
    WITH raw AS (SELECT ${key}, day AS date, ${counters} FROM (${raw}) calls GROUP BY ${key}, day)
    SELECT '${table}' AS rollup, coalesce(kept.${key}, raw.${key}) AS key, coalesce(kept.date, raw.date) AS date,
      to_jsonb(kept) AS kept, to_jsonb(raw) AS raw
    FROM (SELECT * FROM ${table} WHERE hour IS NULL) kept FULL JOIN raw ON raw.${key} = kept.${key} AND raw.date = kept.date
    WHERE (${differs}) AND NOT (${isZero("kept")} AND ${isZero("raw")})`;
}

/** Days on which a rollup is not what its calls and leads add up to; an all-zero day equals a missing one. */
export async function rollupDifferences(client: Queryable): Promise<unknown[]> {
  const agents = await client.query(comparison("agent_analytics", "agent_id"));
  const users = await client.query(comparison("user_analytics", "user_id"));
  return [...agents.rows, ...users.rows];
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
