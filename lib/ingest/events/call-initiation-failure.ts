import type { CallOutcome } from "@/lib/calls/schema";
import { cleanText } from "./clean-text";
import { lookUp, objectOf, textOf } from "./json-access";
import type { ConversationEvent, EventHead } from "./projection";

/** Ranks below every transcript: if a conversation has both, the transcript contains more. */
const failureRank = 0;

const outcomes: Readonly<Record<string, CallOutcome>> = { busy: "busy", "no-answer": "no_answer" };

/** An outbound call that never connected: Twilio's form fields or a SIP trunk's answer say whom it was for. */
export function readInitiationFailure(head: EventHead): ConversationEvent {
  const { data, eventAt } = head;
  const telephony = objectOf(data.metadata);
  const body = objectOf(telephony.body);
  const dialled = cleanText(textOf(body.to_number ?? body.To ?? body.Called), 64);
  const reason = cleanText(data.failure_reason, 64);
  return {
    kind: "conversation",
    type: head.type,
    eventAt,
    conversationId: head.conversationId,
    agentId: head.agentId,
    version: head.versionOf(failureRank),
    status: "failed",
    source: "phone",
    direction: "outbound",
    writtenNumber: dialled,
    callerName: null,
    startedAt: eventAt,
    endedAt: eventAt,
    durationSeconds: 0,
    hasAudio: false,
    summaryTitle: null,
    summary: null,
    terminationReason: cleanText(body.error_reason ?? body.CallStatus, 1000) ?? reason,
    metadata: {
      initiation_failure: {
        reason,
        telephony: cleanText(telephony.type, 32),
        dialled_number: dialled,
        sip_status: cleanText(textOf(body.sip_status_code ?? body.SipResponseCode), 16),
        call_sid: cleanText(body.call_sid ?? body.CallSid, 128),
      },
    },
    segments: null,
    lead: null,
    outcome: {
      outcome: lookUp(outcomes, reason) ?? "failed",
      callQuality: null,
      satisfaction: null,
      sentiment: null,
      isNotALead: false,
      keyTopics: [],
      objections: [],
      nextSteps: null,
    },
  };
}
