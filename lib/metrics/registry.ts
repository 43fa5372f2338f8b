import { byDayAndHour, type Counter, countOf, everywhere, notBySegment, type Ratio, sumOf } from "./declaration";

const asked =
  "cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human";

/** Calls of one value of a dimension; segments distinguish these on their own. */
const from = <Column extends string, Behind extends { direction: string } | { source: string }>(
  column: Column,
  dimension: string,
  behind: Behind,
  which: string,
) =>
  ({
    column,
    comment: `Completed and failed calls ${which}`,
    table: "calls",
    ...countOf(`${dimension} = '${Object.values(behind)[0]}'`),
    keptIn: notBySegment,
    behind,
  }) as const;

/** Calls that ended in one way. */
const ended = <Outcome extends string>(outcome: Outcome, comment: string) =>
  ({
    column: `${outcome}_outcomes`,
    comment,
    table: "agent_call_outcomes",
    ...countOf(`outcome = '${outcome}'`),
    keptIn: { segments: true },
    behind: { outcome },
  }) as const;

/** Calls whose lead has one temperature. */
const warmth = <Tag extends string>(temperature: Tag) =>
  ({
    column: `${temperature}_leads`,
    comment: `Leads tagged ${temperature}`,
    table: "lead_analytics",
    ...countOf(`lead_status_tag = '${temperature}'`),
    keptIn: everywhere,
    behind: { temperature },
  }) as const;

/** Calls in which one thing was asked for. */
const request = <Column extends string, InPeriods extends string>(
  cta: string,
  { column, of, inPeriods, comment }: { column: Column; of: string; inPeriods: InPeriods; comment: string },
) =>
  ({
    column,
    comment,
    table: "lead_analytics",
    ...countOf(of),
    keptIn: { ...everywhere, periods: inPeriods },
    behind: { cta },
  }) as const;

/** Every counter by its field in TypeScript, in the order of the rollups' columns. All that is known about a counter is said here. */
export const counters = {
  calls: {
    column: "total_calls",
    comment: "Completed and failed calls",
    table: "calls",
    kind: "count",
    value: "1",
    keptIn: everywhere,
    behind: {},
    metric: {
      name: "calls",
      label: "Calls",
      noun: "call",
      definition: "Calls that ended, completed or failed.",
      better: "up",
    },
  },
  successfulCalls: {
    column: "successful_calls",
    comment: "Completed calls",
    table: "calls",
    ...countOf("status = 'completed'"),
    keptIn: everywhere,
    behind: { status: "completed" },
  },
  failedCalls: {
    column: "failed_calls",
    comment: "Failed calls",
    table: "calls",
    ...countOf("status = 'failed'"),
    keptIn: everywhere,
    behind: { status: "failed" },
  },
  inboundCalls: from("inbound_calls", "lead_type", { direction: "inbound" }, "that came in"),
  outboundCalls: from("outbound_calls", "lead_type", { direction: "outbound" }, "that went out"),
  phoneCalls: from("phone_calls", "call_source", { source: "phone" }, "by phone"),
  internetCalls: from("internet_calls", "call_source", { source: "internet" }, "over the internet"),
  minutes: {
    column: "total_duration_minutes",
    comment: "Started minutes of the calls",
    table: "calls",
    ...sumOf("duration_minutes"),
    keptIn: { ...byDayAndHour, segments: true },
    behind: {},
    metric: {
      name: "minutes",
      label: "Minutes",
      noun: "minute",
      definition: "Started minutes of all calls that ended: what credits are charged for.",
      unit: "min",
      better: null,
    },
  },
  seconds: {
    column: "total_duration_seconds",
    comment: "Exact length of the calls in seconds",
    table: "calls",
    ...sumOf("duration_seconds"),
    keptIn: { ...everywhere, periods: "total_call_duration" },
    isLarge: true,
    behind: {},
  },
  longCalls: {
    column: "long_calls",
    comment: "Completed and failed calls of more than five minutes",
    table: "calls",
    ...countOf("duration_seconds > 300"),
    keptIn: everywhere,
    behind: { duration: "301-" },
    metric: {
      name: "long",
      label: "Calls over 5 minutes",
      noun: "long call",
      definition: "Calls that ended and had lasted more than five minutes.",
      better: null,
    },
  },
  creditsUsed: {
    column: "credits_used",
    comment: "Credits that the calls cost",
    table: "calls",
    ...sumOf("credits_used"),
    keptIn: everywhere,
    behind: {},
    metric: {
      name: "credits",
      label: "Credits used",
      noun: "credit",
      definition: "Credits that the calls that ended were charged.",
      unit: "credits",
      better: null,
    },
  },
  answeredCalls: {
    column: "answered_calls",
    comment: "Calls whose outcome is completed or disconnected",
    table: "agent_call_outcomes",
    ...countOf("outcome IN ('completed', 'disconnected')"),
    keptIn: notBySegment,
    computedIn: { segments: true },
    behind: { outcome: "completed,disconnected" },
    metric: {
      name: "answered",
      label: "Answered",
      noun: "answered call",
      definition: "Calls that somebody answered: their outcome is completed or disconnected.",
      better: "up",
    },
  },
  outcome_completed: ended("completed", "Calls that were answered and came to their end"),
  outcome_no_answer: ended("no_answer", "Calls that nobody answered"),
  outcome_busy: ended("busy", "Calls that met a busy line"),
  outcome_failed: ended("failed", "Calls whose outcome is failed"),
  outcome_voicemail: ended("voicemail", "Calls that reached a voicemail"),
  outcome_disconnected: ended("disconnected", "Calls that were answered and broke off"),
  leads: {
    column: "leads_generated",
    comment: "Calls that brought a lead",
    table: "lead_analytics",
    kind: "count",
    value: "1",
    keptIn: everywhere,
    behind: { lead: "yes" },
    metric: {
      name: "leads",
      label: "Lead calls",
      noun: "lead call",
      definition:
        "Calls whose conversation carried a score, a request or the person's details. Somebody who calls twice counts twice; Leads counts people.",
      better: "up",
    },
  },
  qualifiedLeads: {
    column: "qualified_leads",
    comment: "Leads that are qualified",
    table: "lead_analytics",
    ...countOf("is_qualified"),
    keptIn: everywhere,
    behind: { qualified: "yes" },
    metric: {
      name: "qualified",
      label: "Qualified lead calls",
      shortLabel: "Qualified",
      noun: "qualified lead call",
      definition: "Lead calls whose total score reaches the qualification threshold.",
      better: "up",
    },
  },
  hotLeads: warmth("hot"),
  warmLeads: warmth("warm"),
  coldLeads: warmth("cold"),
  ctaPricing: request("pricing", {
    column: "cta_pricing_clicks",
    of: "cta_pricing_clicked",
    inPeriods: "pricing_clicks",
    comment: "Calls in which prices were asked for",
  }),
  ctaDemo: request("demo", {
    column: "cta_demo_clicks",
    of: "cta_demo_clicked",
    inPeriods: "demo_requests",
    comment: "Calls in which a demo was asked for",
  }),
  ctaFollowup: request("followup", {
    column: "cta_followup_clicks",
    of: "cta_followup_clicked",
    inPeriods: "followup_requests",
    comment: "Calls in which a follow-up was asked for",
  }),
  ctaSample: request("sample", {
    column: "cta_sample_clicks",
    of: "cta_sample_clicked",
    inPeriods: "sample_requests",
    comment: "Calls in which a sample was asked for",
  }),
  ctaHuman: request("human", {
    column: "cta_human_escalations",
    of: "cta_escalated_to_human",
    inPeriods: "human_escalations",
    comment: "Calls in which a person was asked for",
  }),
  ctaCalls: {
    column: "cta_calls",
    comment: "Calls with at least one call to action",
    table: "lead_analytics",
    ...countOf(asked),
    keptIn: { ...byDayAndHour, segments: true },
    behind: { cta: "any" },
    metric: {
      name: "asked",
      label: "Asked for something",
      noun: "request call",
      definition: "Calls in which the person asked for pricing, a demo, a follow-up, a sample or a human.",
      better: "up",
    },
  },
  qualifiedCtaCalls: {
    column: "qualified_cta_calls",
    comment: "Calls with at least one call to action whose lead is qualified",
    table: "lead_analytics",
    ...countOf(`is_qualified AND (${asked})`),
    keptIn: { segments: true },
    behind: { cta: "any", qualified: "yes" },
  },
} as const satisfies Record<string, Counter>;

export type CounterField = keyof typeof counters;

/** Every ratio by its name, computed from counted calls. */
export const ratios = {
  success: {
    label: "Success rate",
    definition: "Completed calls as a share of all calls that ended.",
    unit: "%",
    better: "up",
    part: "successfulCalls",
    whole: "calls",
    opens: "part",
  },
  conversion: {
    label: "Conversion",
    definition: "Lead calls as a share of all calls that ended.",
    unit: "%",
    better: "up",
    part: "leads",
    whole: "calls",
    opens: "part",
  },
  cta: {
    label: "CTA conversion",
    definition:
      "Calls in which the person asked for pricing, a demo, a follow-up, a sample or a human, as a share of all calls.",
    unit: "%",
    better: "up",
    part: "ctaCalls",
    whole: "calls",
    opens: "part",
  },
  cost: {
    label: "Cost per qualified lead",
    definition: "Credits used divided by qualified lead calls.",
    unit: "credits",
    better: "down",
    part: "creditsUsed",
    whole: "qualifiedLeads",
    opens: "whole",
  },
} as const satisfies Record<string, Ratio<CounterField>>;

type Counters = typeof counters;
type NameOf<C> = C extends { metric: { name: infer Name extends string } } ? Name : never;
type CountByHour<C> = C extends { kind: "count"; keptIn: { hours: true } } ? NameOf<C> : never;
export type CounterName = { [F in CounterField]: NameOf<Counters[F]> }[CounterField];
export type MetricName = CounterName | keyof typeof ratios;
type NameOfCountByHour = { [F in CounterField]: CountByHour<Counters[F]> }[CounterField];

/** Where metrics are shown, each place in its order. */
export const shownIn = {
  /** The tiles of the Overview. */
  overview: ["calls", "success", "minutes", "long", "leads", "qualified", "conversion", "cta", "cost"],
  /** The tables and files of Analytics, and the table of an agent's page. */
  tables: [
    "calls",
    "success",
    "answered",
    "minutes",
    "long",
    "leads",
    "conversion",
    "qualified",
    "cta",
    "credits",
    "cost",
  ],
  /** The list of agents, and its file. */
  agents: ["calls", "success", "leads", "qualified", "conversion", "credits", "cost"],
  trends: ["calls", "leads", "qualified"],
  bestAgent: ["calls", "leads", "qualified", "cost"],
} as const satisfies Record<string, readonly MetricName[]>;

/** What calls are counted by at each hour of the week. */
export const countedByHour = [
  "calls",
  "answered",
  "leads",
  "qualified",
] as const satisfies readonly NameOfCountByHour[];
export type HourMetric = (typeof countedByHour)[number];
