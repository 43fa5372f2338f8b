import type { CallOutcome, CallStatus } from "@/lib/calls/schema";
import { type Channel, readChannel } from "./channel";
import { cleanText } from "./clean-text";
import { arrayOf, integerOf, type JsonObject, lookUp, objectOf } from "./json-access";
import { knownText } from "./known-text";
import { Answers, projectLead, projectOutcome } from "./project-findings";
import { projectTranscript } from "./project-transcript";
import type { ConversationEvent, EventHead, Segment } from "./projection";

const ongoingRank = 1;
const endedRank = 2;
const callSecondsMax = 7 * 86_400;
const dayMs = 86_400_000;
const earliestStartSeconds = Date.UTC(2020, 0) / 1000;

const statuses: Readonly<Record<string, CallStatus>> = {
  done: "completed",
  failed: "failed",
  initiated: "in_progress",
  "in-progress": "in_progress",
  processing: "in_progress",
};
const unansweredResults = new Set(["busy", "no_answer", "failed"]);

/** What a finished conversation says of its call: every branch of the payload may be missing. */
export function readTranscription(head: EventHead): ConversationEvent {
  const { data, eventAt } = head;
  const metadata = objectOf(data.metadata);
  const phoneCall = objectOf(metadata.phone_call);
  const analysis = objectOf(data.analysis);
  const variables = objectOf(objectOf(data.conversation_initiation_client_data).dynamic_variables);
  const answers = new Answers(analysis);
  const segments = projectTranscript(data.transcript);

  const channel = readChannel(metadata, variables);
  const callResult = cleanText(phoneCall.call_result, 32);
  const status = unansweredResults.has(callResult ?? "") ? "failed" : (lookUp(statuses, data.status) ?? "completed");
  const durationSeconds = integerOf(metadata.call_duration_secs, 0, callSecondsMax) ?? 0;
  const startedAt = startOf(metadata, eventAt, durationSeconds);
  const outcome = outcomeOf(status, callResult, metadata, isHeard(data, segments));
  const isConversation = outcome === "completed" || outcome === "disconnected";
  const lead = isConversation ? projectLead(analysis, answers, segments ?? []) : null;

  return {
    kind: "conversation",
    type: head.type,
    eventAt,
    conversationId: head.conversationId,
    agentId: head.agentId,
    version: head.versionOf(status === "in_progress" ? ongoingRank : endedRank),
    status,
    source: channel.source,
    direction: channel.direction,
    writtenNumber: channel.otherNumber,
    callerName: lead?.name ?? knownText(variables.lead_name, 255) ?? knownText(variables.caller_name, 255),
    startedAt,
    endedAt: new Date(startedAt.getTime() + durationSeconds * 1000),
    durationSeconds,
    hasAudio: data.has_audio === true,
    summaryTitle: cleanText(analysis.call_summary_title, 500),
    summary: cleanText(analysis.transcript_summary),
    terminationReason: cleanText(metadata.termination_reason, 1000),
    metadata: keptMetadata(data, metadata, analysis, channel),
    segments,
    lead,
    outcome: projectOutcome(outcome, answers, integerOf(objectOf(metadata.feedback).rating, 1, 5)),
  };
}

/** The call's start if it is plausible, else derived from the event's own time. */
function startOf(metadata: JsonObject, eventAt: Date, durationSeconds: number): Date {
  const latestSeconds = Math.floor((eventAt.getTime() + dayMs) / 1000);
  const startSeconds = integerOf(metadata.start_time_unix_secs, earliestStartSeconds, latestSeconds);
  return startSeconds === null ? new Date(eventAt.getTime() - durationSeconds * 1000) : new Date(startSeconds * 1000);
}

/** Answered calls are those in which a person was heard to the end (completed) or was cut off or silent (disconnected). */
function outcomeOf(
  status: CallStatus,
  callResult: string | null,
  metadata: JsonObject,
  isPersonHeard: boolean,
): CallOutcome {
  const voicemail = objectOf(objectOf(metadata.features_usage).voicemail_detection);
  if (callResult === "voicemail" || voicemail.used === true) return "voicemail";
  if (callResult === "busy" || callResult === "no_answer") return callResult;
  if (status === "failed") return "failed";
  return isPersonHeard && !metadata.error ? "completed" : "disconnected";
}

/** A workspace may omit transcripts from its events: a missing one does not mean that nobody spoke. */
function isHeard(data: JsonObject, segments: readonly Segment[] | null): boolean {
  if (!Array.isArray(data.transcript)) return true;
  return (segments ?? []).some(({ role, text }) => role === "user" && text !== null);
}

/** The metadata that the call page and later analyses need; never the transcript or a secret. */
function keptMetadata(
  data: JsonObject,
  metadata: JsonObject,
  analysis: JsonObject,
  channel: Channel,
): Record<string, unknown> {
  const phoneCall = objectOf(metadata.phone_call);
  const whatsapp = objectOf(metadata.whatsapp);
  const batch = objectOf(metadata.batch_call);
  const error = objectOf(metadata.error);
  const kept = {
    channel: channel.name,
    external_number: channel.otherNumber,
    agent_number: channel.agentNumber,
    telephony: cleanText(phoneCall.type, 32),
    call_sid: cleanText(phoneCall.call_sid, 128),
    phone_number_id: cleanText(
      phoneCall.phone_number_id ?? objectOf(metadata.sms).phone_number_id ?? whatsapp.whatsapp_phone_number_id,
      128,
    ),
    whatsapp_user_id: cleanText(whatsapp.whatsapp_user_id, 128),
    batch_call_id: cleanText(batch.batch_call_id, 128),
    batch_call_recipient_id: cleanText(batch.batch_call_recipient_id, 128),
    initiation_source: cleanText(metadata.conversation_initiation_source, 64),
    language: cleanText(metadata.main_language, 16),
    provider_user_id: cleanText(data.user_id, 255),
    provider_cost_credits: integerOf(metadata.cost, 0, 2_000_000_000),
    provider_cost_usd:
      typeof metadata.cost_fiat === "number" && Number.isFinite(metadata.cost_fiat) ? metadata.cost_fiat : null,
    call_successful: cleanText(analysis.call_successful, 16),
    error: cleanText(error.reason, 1000),
    criteria: criteriaOf(analysis),
    warnings: arrayOf(metadata.warnings).flatMap((warning) => cleanText(warning, 1000) ?? []),
  };
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

function criteriaOf(analysis: JsonObject): { id: string; result: string | null; rationale: string | null }[] {
  return Object.entries(objectOf(analysis.evaluation_criteria_results))
    .slice(0, 50)
    .map(([id, value]) => ({
      id: cleanText(id, 128) ?? "criterion",
      result: cleanText(objectOf(value).result, 16),
      rationale: cleanText(objectOf(value).rationale, 4000),
    }));
}
