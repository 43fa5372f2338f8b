import type { CallDirection, CallOutcome, CallSource } from "@/lib/calls/schema";
import type { PeriodFigures } from "./overview";

/** What is known of any group of calls. */
export type Figures = Omit<PeriodFigures, "inboundCalls" | "outboundCalls" | "phoneCalls" | "internetCalls">;

/** What is known of the calls of an agent, a source and a direction. */
export type SegmentFigures = Figures & {
  /** Calls that asked for something and whose lead is qualified. */
  qualifiedCtaCalls: number;
} & { [Outcome in CallOutcome as `outcome_${Outcome}`]: number };

/** One agent's calls of one source and direction. */
export type Segment = { agentId: string; source: CallSource; direction: CallDirection };

export const noSegmentFigures: SegmentFigures = {
  calls: 0,
  successfulCalls: 0,
  failedCalls: 0,
  answeredCalls: 0,
  minutes: 0,
  creditsUsed: 0,
  leads: 0,
  qualifiedLeads: 0,
  hotLeads: 0,
  warmLeads: 0,
  coldLeads: 0,
  ctaCalls: 0,
  ctaPricing: 0,
  ctaDemo: 0,
  ctaFollowup: 0,
  ctaSample: 0,
  ctaHuman: 0,
  qualifiedCtaCalls: 0,
  outcome_completed: 0,
  outcome_no_answer: 0,
  outcome_busy: 0,
  outcome_failed: 0,
  outcome_voicemail: 0,
  outcome_disconnected: 0,
};

// The keys of an object literal of this type are exactly its fields.
export const segmentFigureNames = Object.keys(noSegmentFigures) as (keyof SegmentFigures)[];

/** The figures of several segments together. */
export function addSegments(segments: readonly SegmentFigures[]): SegmentFigures {
  const sum = { ...noSegmentFigures };
  for (const segment of segments) for (const name of segmentFigureNames) sum[name] += segment[name];
  return sum;
}
