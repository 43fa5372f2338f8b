import type { DueFollowUps } from "@/lib/follow-ups/schema";
import type { LeadTemperature } from "@/lib/leads/lead-temperature";
import type { FieldOf } from "@/lib/metrics/kept-in";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { DateRange } from "@/lib/platform/date-range/schema";
import type { WeekHour } from "./read-week-hours";

/** What happened in a period, added up from the daily rollups. */
export type PeriodFigures = Record<FieldOf<"agentDays">, number>;

export type DayFigures = PeriodFigures & { day: string };

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
  company: string | null;
  agentName: string;
  totalScore: number | null;
  temperature: LeadTemperature;
};

export type BestAgent = { id: string; name: string; figures: PeriodFigures };

/** Figures of all time, which are summed up every few minutes; `asOf` says when. */
export type Lifetime = Pick<PeriodFigures, "calls" | "minutes" | "leads" | "qualifiedLeads" | "creditsUsed"> & {
  asOf: string;
};

/** The Overview: one period, the one it is compared with, and what came in last. Instants are ISO 8601 in UTC. */
export type Overview = {
  range: DateRange;
  comparison: Comparison;
  timezone: string;
  /** One entry for each day of the period, also for days without calls. */
  days: DayFigures[];
  points: OverviewPoint[];
  current: PeriodFigures;
  previous: PeriodFigures;
  creditsLeft: number;
  /** Null until it was summed up for the first time. */
  lifetime: Lifetime | null;
  /** The newest hot leads, whatever the period. */
  hotLeads: LatestLead[];
  /** The hours of the period's days by their place in the week. */
  hours: WeekHour[];
  /** By qualified leads, then leads, then successful calls, of active agents with ten calls; null without one. */
  bestAgent: BestAgent | null;
  dueFollowUps: DueFollowUps;
  /** Whether the tenant has, or ever had, a call of any kind. */
  hasCalls: boolean;
  agentCount: number;
  asOf: string;
};
