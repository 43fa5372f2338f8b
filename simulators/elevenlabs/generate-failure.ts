import type { Random } from "./create-random";
import { usesTwilio } from "./describe-metadata";
import { characters, makeTwilioSid } from "./make-provider-id";
import type { InitiationFailurePayload } from "./payload-types";

interface FailedCall {
  agentId: string;
  conversationId: string;
  agentNumber: string;
  callerNumber: string;
  failedAt: Date;
}

const SIP = {
  busy: { code: 486, status: "Busy Here" },
  "no-answer": { code: 480, status: "Temporarily Unavailable" },
  unknown: { code: 404, status: "Not Found" },
} as const;

const TWILIO = {
  busy: { status: "busy", code: "486" },
  "no-answer": { status: "no-answer", code: "487" },
  unknown: { status: "failed", code: "404" },
} as const;

/** `data` of `call_initiation_failure`: an outbound call that nobody took. */
export function generateFailure(random: Random, call: FailedCall): InitiationFailurePayload {
  const reason = random.weighted({ "no-answer": 62, busy: 30, unknown: 8 });
  return {
    agent_id: call.agentId,
    conversation_id: call.conversationId,
    failure_reason: reason,
    metadata: usesTwilio(call.agentNumber) ? describeTwilio(call, reason) : describeSip(call, reason),
  };
}

function describeTwilio(call: FailedCall, reason: keyof typeof TWILIO) {
  const country = call.callerNumber.startsWith("+1") ? "US" : "GB";
  return {
    type: "twilio" as const,
    body: {
      CallSid: makeTwilioSid("CA", call.conversationId),
      CallStatus: TWILIO[reason].status,
      SipResponseCode: TWILIO[reason].code,
      Direction: "outbound-api",
      From: call.agentNumber,
      Caller: call.agentNumber,
      To: call.callerNumber,
      Called: call.callerNumber,
      CallDuration: "0",
      Duration: "0",
      SequenceNumber: "2",
      CallbackSource: "call-progress-events",
      Timestamp: call.failedAt.toUTCString().replace("GMT", "+0000"),
      AccountSid: makeTwilioSid("AC", call.agentNumber),
      ApiVersion: "2010-04-01",
      ToCountry: country,
      FromCountry: country,
      CalledCountry: country,
      CallerCountry: country,
      ToCity: "",
      ToState: "",
      ToZip: "",
    },
  };
}

function describeSip(call: FailedCall, reason: keyof typeof SIP) {
  const { code, status } = SIP[reason];
  const sid = characters("0123456789abcdef", 32, call.conversationId);
  return {
    type: "sip" as const,
    body: {
      from_number: call.agentNumber,
      to_number: call.callerNumber,
      sip_status_code: code,
      error_reason: `INVITE failed: sip status: ${code}: ${status} (SIP ${code})`,
      call_sid: sid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
      twirp_code: "unavailable",
      sip_status: status,
    },
  };
}
