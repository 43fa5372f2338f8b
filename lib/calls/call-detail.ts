import { z } from "zod";
import type { ScoreName } from "./lead-scores";
import type { CallListItem, CallOutcome, Cta } from "./schema";

/** One thing said, as `transcripts.speaker_segments` keeps it; `text` is null for a turn that only used tools. */
export const Turn = z.object({
  role: z.enum(["agent", "user"]),
  text: z.string().nullable(),
  atSeconds: z.number().int().nonnegative(),
  interrupted: z.boolean().optional(),
  tools: z.array(z.object({ name: z.string(), ok: z.boolean().optional() })).optional(),
});
export type Turn = z.infer<typeof Turn>;

const Reason = z.object({
  rationale: z.string().nullish(),
  /** The words it rests on, and the index of the turn that says them. */
  quote: z.object({ text: z.string(), turn: z.number().int().nonnegative() }).nullish(),
});

export type { ScoreName };

/** Why each score is what it is, as `lead_analytics.reasoning` keeps it. A part that cannot be read counts as absent. */
export const Reasoning = z
  .object({
    intent: Reason.optional().catch(undefined),
    urgency: Reason.optional().catch(undefined),
    budget: Reason.optional().catch(undefined),
    fit: Reason.optional().catch(undefined),
    engagement: Reason.optional().catch(undefined),
    total: Reason.optional().catch(undefined),
  })
  .catch({});

export type Quote = { text: string; turn: number };

export type Score = {
  name: ScoreName;
  /** 0 to 100, or null when the conversation gave no evidence. */
  value: number | null;
  level: string | null;
  rationale: string | null;
  quote: Quote | null;
};

export type LeadDetail = {
  totalScore: number | null;
  /** Where a person has overridden the AI: what it gave, and why not. */
  override: { aiScore: number | null; reason: string } | null;
  totalRationale: string | null;
  scores: Score[];
  ctas: Cta[];
  demoScheduledAt: string | null;
  company: string | null;
  email: string | null;
};

/** Everything that a call's page shows except its ledger entries. Instants are ISO 8601 in UTC. */
export type CallDetail = CallListItem & {
  endedAt: string | null;
  durationMinutes: number;
  creditsPerMinute: number;
  callerEmail: string | null;
  company: string | null;
  summaryTitle: string | null;
  summary: string | null;
  terminationReason: string | null;
  /** The person that the call was with: a phone number, else an address, else the call's id. */
  personKey: string;
  /** What all calls with this person say of them as a lead, and their contact; null where there is none. */
  leadId: string | null;
  contactId: string | null;
  notes: string | null;
  /** How it ended by the provider and by a person; `outcome` is what counts. */
  providerOutcome: CallOutcome | null;
  editedOutcome: CallOutcome | null;
  editedAt: string | null;
  /** Mood of the conversation, -1 to 1. */
  sentiment: number | null;
  turns: Turn[];
  leadDetail: LeadDetail | null;
  topics: string[];
  objections: string[];
  nextSteps: string | null;
};
