import type { CallDirection, CallSource } from "@/lib/calls/schema";
import { cleanText } from "./clean-text";
import { type JsonObject, lookUp, objectOf, textOf } from "./json-access";

/** The channel of a conversation. */
export type ChannelName =
  | "phone"
  | "twilio"
  | "sip"
  | "exotel"
  | "contact_center"
  | "whatsapp"
  | "sms"
  | "web"
  | "messaging";

export type Channel = {
  /** Null when the event says nothing of it. */
  name: ChannelName | null;
  source: CallSource;
  direction: CallDirection;
  /** The other party's number as the event has it; other kinds of ids are ignored. */
  otherNumber: string | null;
  /** The tenant's own number. */
  agentNumber: string | null;
};

/** The provider spells SIP in three ways: here `sip_trunk`, in a call `sip_trunking`, in a failure `sip`. */
const byInitiation: Readonly<Record<string, ChannelName>> = {
  twilio: "twilio",
  sip_trunk: "sip",
  sip_trunking: "sip",
  sip: "sip",
  exotel: "exotel",
  genesys: "contact_center",
  genesys_bot_connector: "contact_center",
  avaya: "contact_center",
  audiocodes: "contact_center",
  whatsapp: "whatsapp",
  twilio_sms: "sms",
  sms: "sms",
  widget: "web",
  template_preview: "web",
  zendesk_integration: "messaging",
  slack_integration: "messaging",
  telegram_integration: "messaging",
  intercom_integration: "messaging",
  freshdesk_integration: "messaging",
  salesforce_integration: "messaging",
};
const sdk = /^[a-z]+(?:_[a-z]+)*_sdk$/;

/** Reads channel, direction and the other party from a conversation's `metadata` and its dynamic variables. */
export function readChannel(metadata: JsonObject, variables: JsonObject): Channel {
  const phoneCall = objectOf(metadata.phone_call);
  const whatsapp = objectOf(metadata.whatsapp);
  const sms = objectOf(metadata.sms);
  const direction = directionOf([phoneCall, whatsapp, sms], metadata);
  const name = nameOf(metadata);
  const [calledByVariable, callingByVariable] = [variables.system__called_number, variables.system__caller_id];
  const isOutbound = direction === "outbound";
  return {
    name,
    source: sourceOf(name, metadata),
    direction,
    otherNumber: firstNumber([
      phoneCall.external_number,
      sms.sms_user_phone_number,
      ...whatsAppNumbers(whatsapp),
      // The variable `caller_id` is our own number on outbound calls.
      isOutbound ? calledByVariable : callingByVariable,
    ]),
    agentNumber: firstNumber([
      phoneCall.agent_number,
      sms.agent_phone_number,
      isOutbound ? callingByVariable : calledByVariable,
    ]),
  };
}

/** The channel's own data in the event is more reliable than the name of its origin, which may be missing or new. */
function nameOf(metadata: JsonObject): ChannelName | null {
  const { phone_call, whatsapp, sms, conversation_initiation_source } = metadata;
  const initiation = cleanText(conversation_initiation_source, 64) ?? "";
  if (isPresent(phone_call))
    return lookUp(byInitiation, phone_call.type) ?? lookUp(byInitiation, initiation) ?? "phone";
  if (isPresent(whatsapp)) return "whatsapp";
  if (isPresent(sms)) return "sms";
  return lookUp(byInitiation, initiation) ?? (sdk.test(initiation) ? "web" : null);
}

function isPresent(value: unknown): value is JsonObject {
  return Object.keys(objectOf(value)).length > 0;
}

/** There is no "internet" in the payload. WhatsApp calls count as phone, WhatsApp chats as internet. */
function sourceOf(name: ChannelName | null, metadata: JsonObject): CallSource {
  if (name === null) return "unknown";
  if (name === "web" || name === "messaging") return "internet";
  return name === "whatsapp" && metadata.text_only === true ? "internet" : "phone";
}

function directionOf(branches: readonly JsonObject[], metadata: JsonObject): CallDirection {
  for (const { direction } of branches) {
    if (direction === "outbound" || direction === "inbound") return direction;
  }
  return isPresent(metadata.batch_call) ? "outbound" : "inbound";
}

/** WhatsApp's ids are numbers with their country code and without a plus, or ids of the business's own ("US.1349…"). */
function whatsAppNumbers(whatsapp: JsonObject): string[] {
  return [objectOf(whatsapp.recipient).phone, whatsapp.whatsapp_user_id].flatMap((id) => {
    const digits = /^\+?([1-9]\d{6,14})$/.exec(textOf(id)?.trim() ?? "")?.[1];
    return digits === undefined ? [] : `+${digits}`;
  });
}

function firstNumber(values: readonly unknown[]): string | null {
  for (const value of values) {
    const number = cleanText(textOf(value), 64);
    if (number !== null) return number;
  }
  return null;
}
