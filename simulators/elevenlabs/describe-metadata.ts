import type { CallDirection, CallKind } from "./call-types";
import { characters, makeProviderId, makeTwilioSid } from "./make-provider-id";

interface CallFacts {
  conversationId: string;
  agentNumber: string;
  callerNumber: string;
  direction: CallDirection;
  kind: CallKind;
  startedAtSeconds: number;
  acceptedAtSeconds: number | null;
  durationSeconds: number;
  agentTurns: number;
  terminationReason: string;
  error: { code: number; reason: string } | null;
  timezone: string;
}

const CREDITS_PER_SECOND = 6.667;
const DOLLARS_PER_CREDIT = 0.0001976;

/** `metadata` of a conversation, with every key of the provider. Costs are in its credits, `cost_fiat` in US dollars. */
export function describeMetadata(facts: CallFacts) {
  const callCharge = Math.round(facts.durationSeconds * CREDITS_PER_SECOND);
  const llmCharge = Math.round(facts.agentTurns * 3.4);
  const isWidget = facts.direction === "widget";
  return {
    start_time_unix_secs: facts.startedAtSeconds,
    accepted_time_unix_secs: facts.acceptedAtSeconds,
    call_duration_secs: facts.durationSeconds,
    queue_wait_secs: null,
    cost: callCharge + llmCharge,
    cost_fiat: round((callCharge + llmCharge) * DOLLARS_PER_CREDIT, 4),
    deletion_settings: {
      deletion_time_unix_secs: null,
      deleted_logs_at_time_unix_secs: null,
      deleted_audio_at_time_unix_secs: null,
      deleted_transcript_at_time_unix_secs: null,
      delete_transcript_and_pii: false,
      delete_audio: false,
    },
    feedback: { type: null, overall_score: null, likes: 0, dislikes: 0, rating: null, comment: null },
    authorization_method: isWidget ? "public" : "signed_url",
    charging: {
      dev_discount: false,
      is_burst: false,
      tier: "pro",
      llm_usage: { irreversible_generation: { model_usage: {} }, initiated_generation: { model_usage: {} } },
      llm_price: round(llmCharge / 10_000, 4),
      llm_charge: llmCharge,
      call_charge: callCharge,
      free_minutes_consumed: 0,
      free_llm_dollars_consumed: 0,
    },
    phone_call: isWidget ? null : describePhoneCall(facts),
    batch_call: null,
    termination_reason: facts.terminationReason,
    error: facts.error,
    warnings: facts.kind === "no_speech" ? ["Evaluation could not determine if conversation goals were met."] : [],
    main_language: "en",
    rag_usage: null,
    text_only: false,
    features_usage: {
      language_detection: { enabled: false, used: false },
      voicemail_detection: { enabled: facts.direction === "outbound", used: facts.kind === "voicemail" },
      transfer_to_number: { enabled: true, used: facts.terminationReason.startsWith("transfer_to_number") },
      pii_zrm_workspace: false,
      pii_zrm_agent: false,
      is_livekit: isWidget,
    },
    eleven_assistant: { is_eleven_assistant: false },
    initiator_id: null,
    conversation_initiation_source: isWidget ? "widget" : usesTwilio(facts.agentNumber) ? "twilio" : "sip_trunk",
    conversation_initiation_source_version: isWidget ? "0.6.1" : null,
    timezone: isWidget ? facts.timezone : null,
    async_metadata: null,
    whatsapp: null,
    sms: null,
    agent_created_from: "api",
    agent_last_updated_from: "ui",
  };
}

/** Numbers of one carrier stay with it: German ones come over a SIP trunk, the others over Twilio. */
export function usesTwilio(agentNumber: string): boolean {
  return !agentNumber.startsWith("+49");
}

export function phoneNumberIdOf(agentNumber: string): string {
  return makeProviderId("phnum", agentNumber);
}

function describePhoneCall({ agentNumber, callerNumber, direction, kind, conversationId }: CallFacts) {
  const shared = {
    direction: direction === "outbound" ? "outbound" : "inbound",
    phone_number_id: phoneNumberIdOf(agentNumber),
    agent_number: agentNumber,
    external_number: callerNumber,
    call_result: direction === "outbound" ? (kind === "voicemail" ? "voicemail" : "answered") : null,
  };
  if (!usesTwilio(agentNumber)) {
    const callSid = `SCL_${characters("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789", 12, conversationId)}`;
    return { ...shared, type: "sip_trunking", call_sid: callSid, call_id: null, sip_header_dynamic_variables: {} };
  }
  const streamSid = makeTwilioSid("MZ", conversationId);
  return { ...shared, type: "twilio", stream_sid: streamSid, call_sid: makeTwilioSid("CA", conversationId) };
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
