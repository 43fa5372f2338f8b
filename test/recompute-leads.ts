import type pg from "pg";
import { differs } from "./raw-metrics";

/** The calls with a lead, each with its person told again, and its place among that person's by start and by score. */
const placed = `
  SELECT l.*, c.user_id AS tenant, coalesce(c.phone_number, lower(c.caller_email), c.id::text) AS person, c.started_at, c.agent_id AS agent,
    c.call_source AS source, c.lead_type AS direction, (c.started_at AT TIME ZONE u.timezone)::date AS day,
    coalesce(l.override_score, l.ai_total_score) AS score,
    CASE WHEN l.override_score IS NULL THEN l.ai_lead_status_tag ELSE l.override_tag END AS tag,
    CASE WHEN l.override_score IS NULL THEN l.ai_is_qualified ELSE l.override_is_qualified END AS qualified
  FROM calls c JOIN users u ON u.id = c.user_id JOIN lead_analytics l ON l.call_id = c.id`;

const of = (place: string, column: string) =>
  `(SELECT p.${column} FROM placed p WHERE (p.tenant, p.person) = (t.tenant, t.person) ORDER BY ${place} LIMIT 1)`;
const earliest = "p.started_at, p.call_id";
const latest = "p.started_at DESC, p.call_id DESC";
const best = `coalesce(p.score, -1) DESC, ${latest}`;
const lastKnown = (column: string) => of(`p.${column} IS NULL, ${latest}`, column);

const columns: Readonly<Record<string, string>> = {
  call_count: "count(*)",
  first_call_id: of(earliest, "call_id"),
  first_call_at: of(earliest, "started_at"),
  first_call_source: of(earliest, "source"),
  first_lead_type: of(earliest, "direction"),
  first_score: of(earliest, "score"),
  first_tag: of(earliest, "tag"),
  latest_call_id: of(latest, "call_id"),
  latest_call_at: of(latest, "started_at"),
  latest_call_date: of(latest, "day"),
  latest_agent_id: of(latest, "agent"),
  latest_score: of(latest, "score"),
  latest_tag: of(latest, "tag"),
  latest_is_qualified: of(latest, "qualified"),
  best_call_id: of(best, "call_id"),
  best_score: of(best, "score"),
  best_tag: of(best, "tag"),
  was_qualified: "bool_or(qualified)",
  cta_pricing_calls: "count(*) FILTER (WHERE cta_pricing_clicked)",
  cta_demo_calls: "count(*) FILTER (WHERE cta_demo_clicked)",
  cta_followup_calls: "count(*) FILTER (WHERE cta_followup_clicked)",
  cta_sample_calls: "count(*) FILTER (WHERE cta_sample_clicked)",
  cta_human_calls: "count(*) FILTER (WHERE cta_escalated_to_human)",
  cta_calls: `count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked
    OR cta_escalated_to_human)`,
  demo_scheduled_at: lastKnown("demo_scheduled_at"),
  name: lastKnown("extracted_name"),
  email: `coalesce(${lastKnown("extracted_email")}, CASE WHEN person LIKE '%@%' THEN person END)`,
  company: lastKnown("company_name"),
};
const derived = [
  "id",
  "identity_kind",
  "latest_rank",
  "best_rank",
  "phone_number",
  "name_search",
  "last_name_search",
  "email_search",
  "company_search",
  "created_at",
  "updated_at",
];

/** Rows of leads that are not what the person's calls and their leads add up to, or are missing, or should not be there. */
export async function leadDifferences(client: Pick<pg.Client, "query">): Promise<unknown[]> {
  const { rows } = await client.query(`
    WITH placed AS MATERIALIZED (${placed}), metrics AS (
      SELECT tenant AS user_id, person AS person_key, ${Object.entries(columns)
        .map(([column, sql]) => `${sql} AS ${column}`)
        .join(", ")}
      FROM placed t GROUP BY tenant, person
    ), made AS (
      SELECT user_id, person_key, to_jsonb(metrics) AS raw FROM metrics
    ), held AS (
      SELECT user_id, person_key, to_jsonb(l) - ARRAY[${derived.map((column) => `'${column}'`).join(", ")}] AS kept FROM leads l
    )
    SELECT kept, raw FROM held FULL JOIN made USING (user_id, person_key)
    WHERE kept IS NULL OR raw IS NULL OR ${differs("kept", "raw")}`);
  return rows;
}
