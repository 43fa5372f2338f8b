import type { LeadTemperature } from "@/lib/calls/lead-temperature";
import type { DueFollowUps } from "@/lib/follow-ups/schema";
import type { DayTotals, PeriodTotals } from "@/lib/metrics/totals";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { DateRange } from "@/lib/platform/date-range/schema";
import type { WeekHour } from "../read-week-hours";

/** A place on the time axis: one or more days, or an hour when the period is a single day. */
export type OverviewPoint = {
  day: string;
  lastDay: string;
  hour: number | null;
  /** Null for what is still to come. */
  calls: number | null;
  /** Whether it is not over yet, so that its calls may become more. */
  isRunning: boolean;
  /** Null where the other period has no such days. */
  previousDay: string | null;
  previousLastDay: string | null;
  /** The time of day up to which the last of them counts; null for whole days. */
  previousUntil: string | null;
  previousCalls: number;
};

export type LatestLead = {
  callId: string;
  startedAt: string;
  name: string | null;
  phoneNumber: string | null;
  country: string | null;
  company: string | null;
  agentName: string;
  totalScore: number | null;
  temperature: LeadTemperature;
};

export type BestAgent = { id: string; name: string; totals: PeriodTotals };

/** Metrics of all time, which are summed up every few minutes; `asOf` says when. */
export type Lifetime = Pick<PeriodTotals, "calls" | "minutes" | "leads" | "qualifiedLeads" | "creditsUsed"> & {
  asOf: string;
};

/** The Overview: one period, the one it is compared with, and what came in last. Instants are ISO 8601 in UTC. */
export type Overview = {
  range: DateRange;
  comparison: Comparison;
  timezone: string;
  /** One entry for each day of the period, also for days without calls. */
  days: DayTotals[];
  points: OverviewPoint[];
  current: PeriodTotals;
  previous: PeriodTotals;
  creditsLeft: number;
  /** Null until it was summed up for the first time. */
  lifetime: Lifetime | null;
  /** The newest hot leads, whatever the period. */
  hotLeads: LatestLead[];
  /** The hours of the period's days by their place in the week. */
  hours: WeekHour[];
  /** The best active agent with at least ten calls, by qualified leads, then leads, then successful calls; null without one. */
  bestAgent: BestAgent | null;
  dueFollowUps: DueFollowUps;
  /** Whether the tenant has, or ever had, a call of any kind. */
  hasCalls: boolean;
  agentCount: number;
  asOf: string;
};
