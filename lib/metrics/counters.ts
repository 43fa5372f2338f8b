/** The tables whose rows are counted. */
export type CountedTable = "calls" | "lead_analytics" | "agent_call_outcomes";

/** What figures are kept by: an agent's day, a tenant's hour, a tenant's day, week and month, and an agent's calls of one source and direction. */
export type Rollup = "agentDays" | "hours" | "periods" | "segments";

/** A column of the rollups: the sum of `value` over the rows of a table that belong to counted calls. */
export type Counter = {
  /** The column, where a rollup has no other name for it. */
  name: string;
  table: CountedTable;
  /** SQL of one row: an integer, never NULL. */
  value: string;
  /** The rollups that keep it, and the name of its column there where that is another. */
  keptIn: Partial<Record<Rollup, true | string>>;
  /** Whether its sum may be beyond an integer. */
  isLarge?: boolean;
};

const everywhere = { agentDays: true, hours: true, periods: true, segments: true } as const;
const notBySegment = { agentDays: true, hours: true, periods: true } as const;
const byDayAndHour = { agentDays: true, hours: true } as const;

const asked =
  "cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human";
const flag = (condition: string) => `(${condition})::integer`;

const score = (name: string): Counter[] => [
  {
    name: `${name}_sum`,
    table: "lead_analytics",
    value: `coalesce(${name}, 0)`,
    keptIn: byDayAndHour,
    isLarge: true,
  },
  { name: `${name}_count`, table: "lead_analytics", value: flag(`${name} IS NOT NULL`), keptIn: byDayAndHour },
];

const request = (name: string, column: string, inPeriods: string): Counter => ({
  name,
  table: "lead_analytics",
  value: flag(column),
  keptIn: { ...everywhere, periods: inPeriods },
});

const ended = (outcome: string): Counter => ({
  name: `${outcome}_outcomes`,
  table: "agent_call_outcomes",
  value: flag(`outcome = '${outcome}'`),
  keptIn: { segments: true },
});

/** Every counter, in the order of the rollups' columns. What is derived of them (rates, averages) has no counter. */
export const counters: readonly Counter[] = [
  { name: "total_calls", table: "calls", value: "1", keptIn: everywhere },
  { name: "successful_calls", table: "calls", value: flag("status = 'completed'"), keptIn: everywhere },
  { name: "failed_calls", table: "calls", value: flag("status = 'failed'"), keptIn: everywhere },
  { name: "inbound_calls", table: "calls", value: flag("lead_type = 'inbound'"), keptIn: notBySegment },
  { name: "outbound_calls", table: "calls", value: flag("lead_type = 'outbound'"), keptIn: notBySegment },
  { name: "phone_calls", table: "calls", value: flag("call_source = 'phone'"), keptIn: notBySegment },
  { name: "internet_calls", table: "calls", value: flag("call_source = 'internet'"), keptIn: notBySegment },
  {
    name: "total_duration_minutes",
    table: "calls",
    value: "duration_minutes",
    keptIn: { ...byDayAndHour, segments: true },
  },
  {
    name: "total_duration_seconds",
    table: "calls",
    value: "duration_seconds",
    keptIn: { ...everywhere, periods: "total_call_duration" },
    isLarge: true,
  },
  { name: "credits_used", table: "calls", value: "credits_used", keptIn: everywhere },
  {
    name: "answered_calls",
    table: "agent_call_outcomes",
    value: flag("outcome IN ('completed', 'disconnected')"),
    keptIn: notBySegment,
  },
  ...["completed", "no_answer", "busy", "failed", "voicemail", "disconnected"].map(ended),
  { name: "leads_generated", table: "lead_analytics", value: "1", keptIn: everywhere },
  { name: "qualified_leads", table: "lead_analytics", value: flag("is_qualified"), keptIn: everywhere },
  { name: "hot_leads", table: "lead_analytics", value: flag("lead_status_tag = 'hot'"), keptIn: everywhere },
  { name: "warm_leads", table: "lead_analytics", value: flag("lead_status_tag = 'warm'"), keptIn: everywhere },
  { name: "cold_leads", table: "lead_analytics", value: flag("lead_status_tag = 'cold'"), keptIn: everywhere },
  request("cta_pricing_clicks", "cta_pricing_clicked", "pricing_clicks"),
  request("cta_demo_clicks", "cta_demo_clicked", "demo_requests"),
  request("cta_followup_clicks", "cta_followup_clicked", "followup_requests"),
  request("cta_sample_clicks", "cta_sample_clicked", "sample_requests"),
  request("cta_human_escalations", "cta_escalated_to_human", "human_escalations"),
  { name: "cta_calls", table: "lead_analytics", value: flag(asked), keptIn: { ...byDayAndHour, segments: true } },
  {
    name: "qualified_cta_calls",
    table: "lead_analytics",
    value: flag(`is_qualified AND (${asked})`),
    keptIn: { segments: true },
  },
  ...["intent_score", "urgency_score", "budget_score", "fit_score", "engagement_score", "total_score"].flatMap(score),
];
