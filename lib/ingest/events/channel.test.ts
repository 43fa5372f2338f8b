import { ConversationInitiationSource } from "@elevenlabs/elevenlabs-js/api";
import { expect, test } from "vitest";
import { readChannel } from "./channel";

const twilio = { type: "twilio", external_number: "+447700900123", agent_number: "+442079460981" };

test.each([
  [
    "an outbound WhatsApp conversation",
    {
      phone_call: null,
      conversation_initiation_source: "whatsapp",
      whatsapp: { direction: "outbound", whatsapp_user_id: "447700900123" },
    },
    { name: "whatsapp", source: "phone", direction: "outbound", otherNumber: "+447700900123" },
  ],
  [
    "a WhatsApp chat",
    {
      text_only: true,
      conversation_initiation_source: "whatsapp",
      whatsapp: { direction: "inbound", whatsapp_user_id: "447700900123" },
    },
    { name: "whatsapp", source: "internet", direction: "inbound", otherNumber: "+447700900123" },
  ],
  [
    "a WhatsApp user whose number stands apart from the id",
    { whatsapp: { whatsapp_user_id: "US.13491208655302741918", recipient: { phone: "12025550123" } } },
    { name: "whatsapp", source: "phone", direction: "inbound", otherNumber: "+12025550123" },
  ],
  [
    "a WhatsApp user known by the business's own id alone",
    { whatsapp: { direction: "inbound", whatsapp_user_id: "US.13491208655302741918" } },
    { name: "whatsapp", source: "phone", direction: "inbound", otherNumber: null },
  ],
  [
    "WhatsApp of an unknown direction in a batch",
    { whatsapp: { direction: "unknown", whatsapp_user_id: "447700900123" }, batch_call: { batch_call_id: "btcal_1" } },
    { name: "whatsapp", source: "phone", direction: "outbound", otherNumber: "+447700900123" },
  ],
  [
    "an outbound SMS conversation",
    {
      text_only: true,
      conversation_initiation_source: "twilio_sms",
      sms: { direction: "outbound", sms_user_phone_number: "+12025550147", agent_phone_number: "+12125550198" },
    },
    { name: "sms", source: "phone", direction: "outbound", otherNumber: "+12025550147", agentNumber: "+12125550198" },
  ],
  [
    "an inbound Twilio call",
    { phone_call: { ...twilio, direction: "inbound" }, conversation_initiation_source: "twilio" },
    {
      name: "twilio",
      source: "phone",
      direction: "inbound",
      otherNumber: "+447700900123",
      agentNumber: "+442079460981",
    },
  ],
  [
    "an outbound call over a SIP trunk",
    {
      phone_call: { type: "sip_trunking", direction: "outbound", external_number: 576076916019 },
      conversation_initiation_source: "sip_trunk",
    },
    { name: "sip", source: "phone", direction: "outbound", otherNumber: "576076916019" },
  ],
  [
    "an Exotel call whose beginning is unknown",
    { phone_call: { type: "exotel", direction: "inbound", external_number: "+919810000000" } },
    { name: "exotel", source: "phone", direction: "inbound", otherNumber: "+919810000000" },
  ],
  [
    "telephony of a kind that nobody knows yet",
    { phone_call: { type: "carrier_pigeon", external_number: "+447700900123" } },
    { name: "phone", source: "phone", direction: "inbound", otherNumber: "+447700900123" },
  ],
  [
    "a batch call that has not been connected",
    { phone_call: null, batch_call: { batch_call_id: "btcal_1" }, conversation_initiation_source: "twilio" },
    { name: "twilio", source: "phone", direction: "outbound", otherNumber: null },
  ],
  [
    "a conversation on a web page",
    { phone_call: null, whatsapp: null, sms: null, conversation_initiation_source: "widget" },
    { name: "web", source: "internet", direction: "inbound", otherNumber: null },
  ],
  [
    "nothing that says anything",
    { phone_call: [], whatsapp: "yes", sms: 1, conversation_initiation_source: { toString: "hostile" } },
    { name: null, source: "unknown", direction: "inbound", otherNumber: null },
  ],
])("%s", (_, metadata, expected) => {
  expect(readChannel(metadata, {})).toMatchObject(expected);
});

test("the provider's variables name the other party where the channel does not, and on outbound calls our own number", () => {
  const variables = { system__caller_id: "+442079460981", system__called_number: "+447700900123" };
  const outbound = { phone_call: { type: "twilio", direction: "outbound" } };
  expect(readChannel(outbound, variables)).toMatchObject({
    otherNumber: "+447700900123",
    agentNumber: "+442079460981",
  });
  const inbound = { phone_call: { type: "twilio", direction: "inbound" } };
  expect(readChannel(inbound, variables)).toMatchObject({ otherNumber: "+442079460981", agentNumber: "+447700900123" });
});

test("of every way to begin that the provider's API knows, the source is known", () => {
  const withoutChannel: string[] = [ConversationInitiationSource.Unknown, ConversationInitiationSource.SubagentTool];
  for (const initiation of Object.values(ConversationInitiationSource)) {
    const { source } = readChannel({ conversation_initiation_source: initiation }, {});
    expect([initiation, source === "unknown"]).toEqual([initiation, withoutChannel.includes(initiation)]);
  }
});
