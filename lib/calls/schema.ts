import { z } from "zod";
import type { ListTotal } from "@/lib/lists/list-total";
import type { CallParam } from "@/lib/metrics/calls-href";
import { type DateRange, TimeOfDay } from "@/lib/platform/date-range/schema";
import { typedAddress } from "@/lib/platform/typed-address";
import { type LeadTemperature, leadTemperatures } from "./lead-temperature";
import type { MarkedPiece } from "./search/mark-search";
import { parseSearch, searchCharactersMax } from "./search/parse-search";

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

/** The order of a list of calls. Sorted by score, it contains only calls with one. */
export const callSorts = ["newest", "oldest", "longest", "score"] as const;
export type CallSort = (typeof callSorts)[number];

export type NumberRange = { min: number | null; max: number | null };

function numberRange(max: number) {
  const end = (text: string | undefined) => (text ? Number(text) : null);
  return z
    .string()
    .regex(/^(?:\d{1,6}-\d{0,6}|-\d{1,6})$/)
    .transform((text): NumberRange => {
      const [from, to] = text.split("-");
      return { min: end(from), max: end(to) };
    })
    .refine((range) => (range.min ?? 0) <= Math.min(range.max ?? max, max));
}

/** The filters of a list of calls, each field as the address writes it. */
export const callFilterFields = {
  agent: z.uuid(),
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(callStatuses)).min(1)),
  source: z.enum(callSources),
  direction: z.enum(callDirections),
  outcome: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(callOutcomes)).min(1)),
  /** Day of the week in the tenant's zone, 1 is Monday. */
  weekday: z
    .string()
    .regex(/^[1-7]$/)
    .transform(Number),
  /** Hour of the day in the tenant's zone. */
  hour: z
    .string()
    .regex(/^(?:\d|1\d|2[0-3])$/)
    .transform(Number),
  /** The time of day in the tenant's zone up to which the last day of the list's days counts. */
  until: TimeOfDay,
  temperature: z.enum(leadTemperatures),
  lead: z.literal("yes"),
  qualified: z.literal("yes"),
  cta: z.enum(["any", ...ctas]),
  email: z.string().overwrite(typedAddress).pipe(z.email()),
  /** The key of a person: a phone number, else an address, else a call's id. */
  person: z
    .string()
    .min(1)
    .max(320)
    .regex(/^[^\0]*$/),
  /** Total scores from and to, as "70-100", "70-" or "-40". */
  score: numberRange(100),
  /** Seconds from and to. */
  duration: numberRange(7 * 86_400),
  /** Ratings from and to, 1 to 10. */
  quality: numberRange(10),
  satisfaction: numberRange(10),
  recording: z.literal("yes"),
  notes: z.literal("yes"),
  /** Words, as parse-search.ts reads them. */
  q: z
    .string()
    .max(searchCharactersMax)
    .refine((text) => parseSearch(text).length > 0),
} as const satisfies Record<CallParam, z.ZodType> & Record<string, z.ZodType>;

export type CallFilterName = keyof typeof callFilterFields;
export type CallFilters = { [Name in CallFilterName]?: z.infer<(typeof callFilterFields)[Name]> } & {
  /** Days in the tenant's zone; without it, all time. */
  range?: DateRange;
};

/** A part of what was said, with the words of a search marked in it. */
export type Snippet = { turn: number; role: "agent" | "user"; atSeconds: number; pieces: MarkedPiece[] };

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
  lead: { totalScore: number | null; temperature: LeadTemperature; isQualified: boolean; isRead: boolean } | null;
  /** How well the agent handled the call and how satisfied the other party sounded, 1 to 10. */
  quality: number | null;
  satisfaction: number | null;
  hasRecording: boolean;
  hasNotes: boolean;
  /** Only for a search: where in the transcript the hit was spoken. */
  snippet?: Snippet | null;
};

export type CallPage = {
  calls: CallListItem[];
  /** Leads on in the order of the list. */
  nextCursor: string | null;
  previousCursor: string | null;
  /** Looking took long and ended before the page was full; `at` is when the last call began that was looked at, in a list by time. */
  stopped: { at: string | null } | null;
  total: ListTotal;
  /** When this was read. */
  asOf: string;
};

/** A person found by a search, and their last call. */
export type FoundPerson = { contactId: string; title: string; detail: string | null; lastCallId: string | null };

/** A call that a search found, and where in it the words were said. */
export type FoundCall = {
  id: string;
  startedAt: string;
  title: string;
  agentName: string;
  atSeconds: number | null;
};

/** What the palette finds for a text. */
export type Found = { people: FoundPerson[]; calls: FoundCall[] };
