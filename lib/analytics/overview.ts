import type { LeadTemperature } from "@/lib/leads/lead-temperature";
import type { DateRange } from "@/lib/platform/date-range/schema";

/** What happened in a period, added up from the daily rollups. */
export type PeriodFigures = {
  calls: number;
  successfulCalls: number;
  minutes: number;
  creditsUsed: number;
  leads: number;
  qualifiedLeads: number;
  hotLeads: number;
  warmLeads: number;
  coldLeads: number;
  inboundCalls: number;
  outboundCalls: number;
  phoneCalls: number;
  internetCalls: number;
  ctaCalls: number;
  ctaPricing: number;
  ctaDemo: number;
  ctaFollowup: number;
  ctaSample: number;
  ctaHuman: number;
};

export type DayFigures = PeriodFigures & { day: string };

/** A place on the time axis: a day, or an hour of it when the period is a single day. */
export type OverviewPoint = {
  day: string;
  hour: number | null;
  /** Null for an hour that is still to come. */
  calls: number | null;
  previousDay: string;
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

/** The Overview: one period, the one before it, and what came in last. Instants are ISO 8601 in UTC. */
export type Overview = {
  range: DateRange;
  timezone: string;
  /** One entry for each day of the period, also for days without calls. */
  days: DayFigures[];
  points: OverviewPoint[];
  current: PeriodFigures;
  previous: PeriodFigures;
  creditsLeft: number;
  latestLeads: LatestLead[];
  /** Whether the tenant has, or ever had, a call of any kind. */
  hasCalls: boolean;
  agentCount: number;
  asOf: string;
};
