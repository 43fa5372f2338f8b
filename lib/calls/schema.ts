import { z } from "zod";
import { type LeadTemperature, leadTemperatures } from "@/lib/leads/lead-temperature";
import type { DateRange } from "@/lib/platform/date-range/schema";

export const callStatuses = ["in_progress", "completed", "failed", "cancelled"] as const;
export type CallStatus = (typeof callStatuses)[number];

export const callSources = ["phone", "internet", "unknown"] as const;
export type CallSource = (typeof callSources)[number];

export const callDirections = ["inbound", "outbound"] as const;
export type CallDirection = (typeof callDirections)[number];

export const callOutcomes = ["completed", "no_answer", "busy", "failed", "voicemail", "disconnected"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export const ctas = ["pricing", "demo", "followup", "sample", "human"] as const;
export type Cta = (typeof ctas)[number];

/** What narrows a list of calls, each field as the address writes it. */
export const callFilterFields = {
  agent: z.uuid(),
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(callStatuses)).min(1)),
  source: z.enum(callSources),
  direction: z.enum(callDirections),
  outcome: z.enum(callOutcomes),
  temperature: z.enum(leadTemperatures),
  lead: z.literal("yes"),
  qualified: z.literal("yes"),
  cta: z.enum(["any", ...ctas]),
  email: z.string().trim().toLowerCase().pipe(z.email()),
} as const;

export type CallFilterName = keyof typeof callFilterFields;
export type CallFilters = { [Name in CallFilterName]?: z.infer<(typeof callFilterFields)[Name]> } & {
  /** Days in the tenant's zone; without it, all time. */
  range?: DateRange;
};

/** A line of the list. Instants are ISO 8601 in UTC. */
export type CallListItem = {
  id: string;
  startedAt: string;
  status: CallStatus;
  direction: CallDirection;
  source: CallSource;
  callerName: string | null;
  /** Grouped for reading. */
  phoneNumber: string | null;
  country: string | null;
  agent: { id: string; name: string };
  outcome: CallOutcome | null;
  durationSeconds: number;
  creditsUsed: number;
  lead: { totalScore: number | null; temperature: LeadTemperature; isQualified: boolean } | null;
};

export type CallPage = {
  calls: CallListItem[];
  /** Leads to older calls. */
  nextCursor: string | null;
  /** Leads to newer calls. */
  previousCursor: string | null;
  /** How many calls the filters match, where a rollup knows it without looking at them. */
  total: number | null;
  /** When this was read. */
  asOf: string;
};
