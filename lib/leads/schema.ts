import { z } from "zod";
import { type LeadTemperature, leadTemperatures } from "@/lib/calls/lead-temperature";
import type { CallDirection, CallSource, Cta } from "@/lib/calls/schema";
import { ctas } from "@/lib/calls/schema";
import type { ListTotal } from "@/lib/lists/list-total";
import { TickedIds } from "@/lib/lists/ticked-ids";
import type { DateRange } from "@/lib/platform/date-range/schema";

export const leadSorts = ["latest", "score", "best"] as const;
/** The order: by the latest call, by its score, or by the best score. */
export type LeadSort = (typeof leadSorts)[number];

export const followUpStates = ["open", "overdue", "none"] as const;

/** From and to, both included, as `40-70`, `40-` or `-70`. */
const ScoreRange = z
  .string()
  .regex(/^(\d{1,3}-\d{0,3}|-\d{1,3})$/)
  .transform((text) => {
    const [from = "", to = ""] = text.split("-");
    return { from: from === "" ? null : Number(from), to: to === "" ? null : Number(to) };
  });

/** The filters of the list of leads, each field as the address writes it. */
export const leadFilterFields = {
  temperature: z.enum(leadTemperatures),
  score: ScoreRange,
  cta: z.enum(["any", ...ctas]),
  agent: z.uuid(),
  demo: z.literal("yes"),
  followup: z.enum(followUpStates),
  customer: z.enum(["yes", "no"]),
  q: z.string().trim().min(2).max(200),
  ids: TickedIds,
} as const;

export type LeadFilterName = keyof typeof leadFilterFields;
export type LeadFilters = { [Name in LeadFilterName]?: z.infer<(typeof leadFilterFields)[Name]> } & {
  /** Days of the latest call, in the tenant's zone; without it, all time. */
  range?: DateRange;
};

/** A person as the list of leads shows them. Instants are ISO 8601 in UTC, days `YYYY-MM-DD`. */
export type LeadListItem = {
  id: string;
  /** The key by which calls and follow-ups refer to the person. */
  personKey: string;
  name: string | null;
  /** Grouped for reading, with its country. */
  phone: { e164: string; text: string; country: string | null } | null;
  email: string | null;
  company: string | null;
  /** Calls that showed a lead. */
  callCount: number;
  temperature: LeadTemperature;
  isQualified: boolean;
  /** The score of the latest call; null without evidence. */
  latestScore: number | null;
  bestScore: number | null;
  bestTemperature: LeadTemperature;
  latestCallId: string;
  latestCallAt: string;
  agent: { id: string; name: string };
  ctas: Cta[];
  demoAt: string | null;
  /** The next pending follow-up. */
  followUpDay: string | null;
  customer: { id: string; reference: string } | null;
};

export type LeadPage = {
  leads: LeadListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
  asOf: string;
};

/** Leads by temperature, each with a page of its own. */
export type LeadBoard = Record<LeadTemperature, LeadPage>;

/** A score of a call's lead. */
export type Judgement = { score: number | null; temperature: LeadTemperature; isQualified: boolean };

/** A call that showed a lead, in the history of a person's scores. */
export type ScoredCall = Judgement & {
  callId: string;
  startedAt: string;
  agentName: string;
  ctas: Cta[];
  demoAt: string | null;
  ai: Judgement;
  override: { reason: string; at: string } | null;
};

/** The keys that identify a person. */
export const identityKinds = ["phone", "email", "call"] as const;

export type LeadDetail = LeadListItem & {
  identityKind: (typeof identityKinds)[number];
  firstCall: { id: string; at: string; source: CallSource; direction: CallDirection };
  bestCallId: string;
  wasQualified: boolean;
  ctaCalls: Record<Cta, number>;
  /** The newest first, at most `scoredCallsMax`. */
  scores: ScoredCall[];
  contact: { id: string; name: string | null } | null;
  asOf: string;
};

export const scoredCallsMax = 100;
export const reasonLengthMax = 1000;

export const OverrideInput = z.object({
  callId: z.string({ error: "Choose a call." }),
  score: z
    .string({ error: "Enter a score." })
    .trim()
    .regex(/^\d{1,3}$/, "A score is a whole number from 0 to 100.")
    .transform(Number)
    .pipe(z.number().max(100, "A score is a whole number from 0 to 100.")),
  reason: z
    .string({ error: "Enter a reason." })
    .trim()
    .min(1, "Enter a reason, so that others can see why.")
    .max(reasonLengthMax, "A reason has at most 1,000 characters."),
});

export const ClearOverrideInput = z.object({ callId: z.string({ error: "Choose a call." }) });
