import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { DateRange } from "@/lib/platform/date-range/schema";

/** What happened in a day or in a period, over all tenants. */
export type PlatformMetrics = {
  calls: number;
  successfulCalls: number;
  minutes: number;
  leads: number;
  qualifiedLeads: number;
  creditsUsed: number;
  creditsGiven: number;
  newTenants: number;
};

/** `activeTenants` had a completed or failed call on that day; over several days they cannot be added up. */
export type PlatformDay = PlatformMetrics & { day: string; activeTenants: number };

/** All accounts as they are now, added up every minute; `asOf` is null before the first time. */
export type PlatformState = {
  tenants: number;
  active7d: number;
  active30d: number;
  withoutCredits: number;
  creditsOutstanding: number;
  asOf: string | null;
};

/** A tenant with its calls of the past 30 days, and those of 7 days beside as many of the 23 days before. */
export type RankedTenant = {
  id: string;
  name: string;
  email: string;
  credits: number;
  calls30d: number;
  calls7d: number;
  expectedCalls7d: number;
};

export type PlatformOverview = {
  range: DateRange;
  /** Whole days, since nobody knows what a part of a day came to: of a period of several days, as many as are over. */
  comparison: Comparison;
  /** Whether the last day of the period is not over yet. */
  isRunning: boolean;
  timezone: string;
  /** One entry for each day of the period. */
  days: PlatformDay[];
  /** The days that it is compared with, in the same order. */
  previousDays: PlatformDay[];
  state: PlatformState;
  largest: RankedTenant[];
  /** Those that grow and those that shrink, by the number of calls. */
  growing: RankedTenant[];
  shrinking: RankedTenant[];
  /** With the lowest balances, zero or less. */
  withoutCredits: Pick<RankedTenant, "id" | "name" | "email" | "credits">[];
  asOf: string;
};
