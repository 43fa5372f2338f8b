import { newId } from "@/lib/platform/ids";

type Turn = { role: "agent" | "user"; message: string | null; time_in_call_secs: number };

export type ConversationOptions = {
  agentId: string;
  conversationId?: string;
  startedAt?: Date;
  durationSeconds?: number;
  eventAt?: Date;
  status?: string;
  /** The other party's number; null for a web call. */
  number?: string | null;
  direction?: "inbound" | "outbound";
  /** Values of the analysis by data-collection id. */
  collected?: Readonly<Record<string, unknown>>;
  rationales?: Readonly<Record<string, string>>;
  turns?: Turn[];
  data?: Readonly<Record<string, unknown>>;
};

const turnsOfAnyCall: Turn[] = [
  { role: "agent", message: "Hello, how can I help?", time_in_call_secs: 0 },
  { role: "user", message: "I would like to know your prices.", time_in_call_secs: 3 },
];

/** A finished conversation's event with everything but what a test is about left plain. */
export function conversationEvent(options: ConversationOptions) {
  const { agentId, conversationId = `conv_${newId()}`, durationSeconds = 61, status = "done" } = options;
  const startedAt = options.startedAt ?? new Date("2026-10-03T10:30:00Z");
  const eventAt = options.eventAt ?? new Date(startedAt.getTime() + (durationSeconds + 5) * 1000);
  const { number = "+447700900321", direction = "inbound", collected = {}, rationales = {} } = options;
  return {
    type: "post_call_transcription",
    event_timestamp: Math.floor(eventAt.getTime() / 1000),
    data: {
      agent_id: agentId,
      conversation_id: conversationId,
      status,
      has_audio: true,
      transcript: options.turns ?? turnsOfAnyCall,
      metadata: {
        start_time_unix_secs: Math.floor(startedAt.getTime() / 1000),
        call_duration_secs: durationSeconds,
        phone_call: number === null ? null : { type: "twilio", direction, external_number: number },
        conversation_initiation_source: number === null ? "widget" : "twilio",
        termination_reason: "Call ended by remote party",
      },
      analysis: {
        call_successful: "success",
        transcript_summary: "A caller asked for prices.\n",
        evaluation_criteria_results: {},
        data_collection_results: Object.fromEntries(
          Object.entries(collected).map(([id, value]) => [
            id,
            { data_collection_id: id, value, rationale: rationales[id] ?? "As heard." },
          ]),
        ),
      },
      ...options.data,
    },
  };
}
