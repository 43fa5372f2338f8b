import type pg from "pg";

/** A group of calls in plain words: what the SQL of a figure is made of, without any of the product's own. */
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

const isEnded = "c.status IN ('completed', 'failed')";
const asked =
  "(l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human)";

/** What each figure is, over a call `c` with its lead `l` and outcome `o`. */
const meanings = {
  calls: `count(*) FILTER (WHERE ${isEnded})`,
  successful: "count(*) FILTER (WHERE c.status = 'completed')",
  answered: "count(*) FILTER (WHERE o.outcome IN ('completed', 'disconnected'))",
  minutes: `coalesce(sum(ceil(c.duration_seconds / 60.0)) FILTER (WHERE ${isEnded}), 0)`,
  credits: `coalesce(sum(c.credits_used) FILTER (WHERE ${isEnded}), 0)`,
  leads: "count(l.id)",
  qualified: "count(*) FILTER (WHERE l.is_qualified)",
  asked: `count(*) FILTER (WHERE ${asked})`,
  askedQualified: `count(*) FILTER (WHERE ${asked} AND l.is_qualified)`,
  pricing: "count(*) FILTER (WHERE l.cta_pricing_clicked)",
  demo: "count(*) FILTER (WHERE l.cta_demo_clicked)",
  followup: "count(*) FILTER (WHERE l.cta_followup_clicked)",
  sample: "count(*) FILTER (WHERE l.cta_sample_clicked)",
  human: "count(*) FILTER (WHERE l.cta_escalated_to_human)",
  hot: "count(*) FILTER (WHERE l.lead_status_tag = 'hot')",
  warm: "count(*) FILTER (WHERE l.lead_status_tag = 'warm')",
  cold: "count(*) FILTER (WHERE l.lead_status_tag = 'cold')",
  outcome_completed: "count(*) FILTER (WHERE o.outcome = 'completed')",
  outcome_no_answer: "count(*) FILTER (WHERE o.outcome = 'no_answer')",
  outcome_busy: "count(*) FILTER (WHERE o.outcome = 'busy')",
  outcome_failed: "count(*) FILTER (WHERE o.outcome = 'failed')",
  outcome_voicemail: "count(*) FILTER (WHERE o.outcome = 'voicemail')",
  outcome_disconnected: "count(*) FILTER (WHERE o.outcome = 'disconnected')",
} as const;

export type PlainName = keyof typeof meanings;
export type PlainFigures = Record<PlainName, number>;

/** Every figure of a group of calls, counted from the calls themselves by their start and the tenant's zone. */
export async function plainFigures(owner: pg.Client, scope: PlainScope): Promise<PlainFigures> {
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
  const { rows } = await owner.query<PlainFigures>(
    `SELECT $2::text AS zone, ${Object.entries(meanings)
      .map(([name, sql]) => `(${sql})::float8 AS "${name}"`)
      .join(", ")}
       FROM calls c LEFT JOIN lead_analytics l ON l.call_id = c.id AND ${isEnded}
       LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND ${isEnded}
      WHERE ${conditions.join(" AND ")}`,
    values,
  );
  if (!rows[0]) throw new Error("An aggregate always has a row");
  return rows[0];
}
