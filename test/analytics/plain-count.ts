import type pg from "pg";
import { counters, rawCalls } from "@/test/raw-metrics";

/** A group of calls in plain words: what the SQL of a metric is made of, without any of the product's own. */
export type PlainScope = {
  userId: string;
  timezone: string;
  from?: string;
  to?: string;
  /** The time of day up to which the last day counts. */
  until?: string | null;
  agent?: string;
  source?: string;
  direction?: string;
  weekday?: number;
  hour?: number;
};

const isEnded = "status IN ('completed', 'failed')";
const asked =
  "(cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)";

/** What each metric is, over a call with the lead and the outcome that it counts with. */
const meanings = {
  calls: `count(*) FILTER (WHERE ${isEnded})`,
  successful: "count(*) FILTER (WHERE status = 'completed')",
  answered: "count(*) FILTER (WHERE outcome IN ('completed', 'disconnected'))",
  minutes: `coalesce(sum(ceil(duration_seconds / 60.0)) FILTER (WHERE ${isEnded}), 0)`,
  credits: `coalesce(sum(credits_used) FILTER (WHERE ${isEnded}), 0)`,
  leads: "count(lead_id)",
  qualified: "count(*) FILTER (WHERE is_qualified)",
  asked: `count(*) FILTER (WHERE ${asked})`,
  askedQualified: `count(*) FILTER (WHERE ${asked} AND is_qualified)`,
  pricing: "count(*) FILTER (WHERE cta_pricing_clicked)",
  demo: "count(*) FILTER (WHERE cta_demo_clicked)",
  followup: "count(*) FILTER (WHERE cta_followup_clicked)",
  sample: "count(*) FILTER (WHERE cta_sample_clicked)",
  human: "count(*) FILTER (WHERE cta_escalated_to_human)",
  hot: "count(*) FILTER (WHERE lead_status_tag = 'hot')",
  warm: "count(*) FILTER (WHERE lead_status_tag = 'warm')",
  cold: "count(*) FILTER (WHERE lead_status_tag = 'cold')",
  outcome_completed: "count(*) FILTER (WHERE outcome = 'completed')",
  outcome_no_answer: "count(*) FILTER (WHERE outcome = 'no_answer')",
  outcome_busy: "count(*) FILTER (WHERE outcome = 'busy')",
  outcome_failed: "count(*) FILTER (WHERE outcome = 'failed')",
  outcome_voicemail: "count(*) FILTER (WHERE outcome = 'voicemail')",
  outcome_disconnected: "count(*) FILTER (WHERE outcome = 'disconnected')",
} as const;

export type PlainName = keyof typeof meanings;
export const plainNames = Object.keys(meanings) as PlainName[];
/** Beside these metrics every counter, by the column that rollups keep it in. */
export type PlainTotals = Record<PlainName, number> & { byColumn: Readonly<Record<string, number>> };

/** Every metric of a group of calls, counted from the calls themselves by their start and the tenant's zone. */
export async function plainTotals(owner: pg.Client, scope: PlainScope): Promise<PlainTotals> {
  const values: unknown[] = [scope.userId, scope.timezone];
  const conditions = ["c.user_id = $1"];
  const add = (condition: string, value: unknown) => {
    if (value !== undefined) conditions.push(condition.replace("?", `$${values.push(value)}`));
  };
  add("(c.started_at AT TIME ZONE $2)::date >= ?::date", scope.from);
  add("(c.started_at AT TIME ZONE $2)::date <= ?::date", scope.to);
  if (scope.to && scope.until)
    conditions.push(
      `c.started_at < ($${values.push(scope.to)}::date + $${values.push(scope.until)}::time) AT TIME ZONE $2`,
    );
  add("c.agent_id = ?", scope.agent);
  add("c.call_source = ?", scope.source);
  add("c.lead_type = ?", scope.direction);
  add("extract(isodow FROM c.started_at AT TIME ZONE $2) = ?::integer", scope.weekday);
  add("extract(hour FROM c.started_at AT TIME ZONE $2) = ?::integer", scope.hour);
  const { rows } = await owner.query<PlainTotals>(
    `SELECT $2::text AS zone, jsonb_build_object(${Object.entries(counters)
      .map(([column, sql]) => `'${column}', ${sql}`)
      .join(", ")}) AS "byColumn", ${Object.entries(meanings)
      .map(([name, sql]) => `(${sql})::float8 AS "${name}"`)
      .join(", ")}
       FROM (${rawCalls}) c
      WHERE ${conditions.join(" AND ")}`,
    values,
  );
  if (!rows[0]) throw new Error("An aggregate always has a row");
  return rows[0];
}
