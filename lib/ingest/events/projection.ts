import type { LeadScores, ScoreName } from "@/lib/calls/lead-scores";
import type { CallDirection, CallOutcome, CallSource, CallStatus } from "@/lib/calls/schema";
import type { Quote } from "./find-quote";
import type { JsonObject } from "./json-access";

/** A turn as `transcripts.speaker_segments` keeps it. */
export type Segment = {
  role: "agent" | "user";
  text: string | null;
  atSeconds: number;
  interrupted?: true;
  tools?: { name: string; ok?: boolean }[];
};

/** Why a score is what it is, and the turn whose words say so. */
export type Reason = { rationale: string; quote?: Quote };

export type LeadFindings = {
  scores: LeadScores;
  /** The provider's own total, when it gives one. */
  total: number | null;
  levels: Readonly<Record<ScoreName, string | null>>;
  reasoning: Partial<Record<ScoreName | "total", Reason>>;
  cta: { pricing: boolean; demo: boolean; followup: boolean; sample: boolean; human: boolean };
  ctaReasons: Record<string, string>;
  demoTimeText: string | null;
  name: string | null;
  email: string | null;
  company: string | null;
};

export type OutcomeFindings = {
  outcome: CallOutcome;
  callQuality: number | null;
  satisfaction: number | null;
  sentiment: number | null;
  isNotALead: boolean;
  keyTopics: string[];
  objections: string[];
  nextSteps: string | null;
};

/** What one event says of one conversation. */
export type ConversationEvent = {
  kind: "conversation";
  /** The name by which the event is known in the inbox. */
  type: string;
  eventAt: Date;
  conversationId: string;
  agentId: string;
  /** Orders the events of one conversation, by the provider's time and never by arrival. */
  version: string;
  status: CallStatus;
  source: CallSource;
  direction: CallDirection;
  /** The other party's number as telephony wrote it; its country is known only with the agent's tenant. */
  writtenNumber: string | null;
  callerName: string | null;
  startedAt: Date;
  endedAt: Date;
  durationSeconds: number;
  hasAudio: boolean;
  summaryTitle: string | null;
  summary: string | null;
  terminationReason: string | null;
  metadata: Record<string, unknown>;
  /** Null when the event carries none: then an earlier one is kept. */
  segments: Segment[] | null;
  /** Null when the conversation shows no lead. */
  lead: LeadFindings | null;
  outcome: OutcomeFindings;
};

export type AudioEvent = {
  kind: "audio";
  type: "post_call_audio";
  eventAt: Date;
  conversationId: string;
  agentId: string;
  /** Null in an event whose recording has been moved to storage. */
  audioBase64: string | null;
};

/** Kept for replay; no reader supports it yet. */
export type UnsupportedEvent = { kind: "unsupported"; type: string | null; eventAt: Date | null };

/** The kinds of content that provider events are read as. */
export type EventsByKind = { conversation: ConversationEvent; audio: AudioEvent };
export type AgentEvent = EventsByKind[keyof EventsByKind];

export type ProjectedEvent = AgentEvent | UnsupportedEvent;

/** Why an event was set aside, as `webhook_events.reason` keeps it. */
export type QuarantineReason =
  | "invalid_utf8"
  | "not_json"
  | "not_an_event"
  | "missing_conversation_id"
  | "missing_agent_id"
  | "missing_audio"
  | "missing_body"
  | "unknown_agent"
  | "agent_of_another_tenant"
  | "rejected_by_database"
  | "unreadable";

/** An event that cannot be processed as it is; the inbox keeps it with this reason. */
export class QuarantineError extends Error {
  readonly reason: QuarantineReason;

  constructor(reason: QuarantineReason, detail: string) {
    super(detail);
    this.name = "QuarantineError";
    this.reason = reason;
  }
}

/** What every event with a conversation starts from. */
export type EventHead = {
  type: string;
  eventAt: Date;
  conversationId: string;
  agentId: string;
  /** Completes a rank to a version: later events of the provider sort after earlier ones. */
  versionOf(rank: number): string;
  data: JsonObject;
};
