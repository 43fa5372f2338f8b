import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { bookedCall, faults, sample } from "@/test/booked-call";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({
    providerAgentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r",
    timezone: "Europe/Berlin",
  });
});
afterAll(() => harness.dispose());

const call = (conversationId: string) => bookedCall(harness, conversationId);
const eventOf = async (conversationId: string, type = "post_call_transcription") =>
  (
    await harness.rows(
      "SELECT status, reason, call_id, audio_storage_key FROM webhook_events WHERE conversation_id = $1 AND event_type = $2",
      [conversationId, type],
    )
  )[0];

test("an inbound call becomes a call, transcript, lead, outcome, contact and charge", async () => {
  await harness.receive(sample("inbound"));
  await harness.process();
  const row = await call("conv_7301k8c1y5zte4r9b2m6q8h0w3np");
  expect(row).toMatchObject({
    user_id: tenant.userId,
    agent_id: tenant.agentId,
    phone_number: "+447700900321",
    call_source: "phone",
    lead_type: "inbound",
    status: "completed",
    duration_seconds: 186,
    duration_minutes: 4,
    credits_used: 4,
    call_date: "2026-10-03",
    has_audio: true,
    summary_title: "Fleet pricing and demo booking",
    summary: "A fleet operator asked for pricing for forty vehicles, gave a month-end deadline and booked a demo.",
    outcome: "completed",
    lead_temperature: "hot",
    is_auto_created: true,
    entries: [["usage", -4, false]],
  });
  expect(row?.lead).toMatchObject({
    intent_score: 88,
    intent_level: "high",
    urgency_score: null,
    total_score: 84,
    lead_status_tag: "hot",
    is_qualified: true,
    cta_demo_clicked: true,
    cta_pricing_clicked: false,
    extracted_email: "mara@haulwell.example",
    reasoning: { intent: { rationale: "Asked for price, gave a deadline and booked a demo." } },
  });
  expect(row?.speaker_segments).toHaveLength(4);
  expect(row?.speaker_segments[2]).toEqual({
    role: "agent",
    text: null,
    atSeconds: 121,
    tools: [{ name: "book_demo", ok: true }],
  });
  expect(row?.content).toContain("Caller: Hi, I run a fleet of forty vans");
  expect(await faults(harness)).toEqual([]);
});

test("a voicemail is charged and counted, and makes neither a lead nor a contact", async () => {
  await harness.receive(sample("batch"));
  await harness.process();
  expect(await call("conv_1901k8c5hjw2f7n4d0t6s3v8b9ya")).toMatchObject({
    phone_number: "+491705550142",
    lead_type: "outbound",
    call_source: "phone",
    status: "completed",
    duration_seconds: 9,
    credits_used: 1,
    outcome: "voicemail",
    caller_name: "Tomas",
    lead: null,
    contact_id: null,
    entries: [["usage", -1, false]],
  });
});

test("a widget conversation is an inbound internet call without a number", async () => {
  await harness.receive(sample("widget"));
  await harness.process();
  expect(await call("conv_5601k8c9mv8q1z3x5c7b9n2m4a6s")).toMatchObject({
    call_source: "internet",
    lead_type: "inbound",
    phone_number: null,
    contact_id: null,
    outcome: "completed",
    lead: null,
    credits_used: 2,
  });
});

test.each([
  {
    channel: "WhatsApp",
    number: "+447700900123",
    source: "phone",
    metadata: {
      phone_call: null,
      conversation_initiation_source: "whatsapp",
      whatsapp: { direction: "outbound", whatsapp_user_id: "447700900123" },
    },
  },
  {
    channel: "SMS",
    number: "+12025550147",
    source: "phone",
    metadata: {
      phone_call: null,
      text_only: true,
      conversation_initiation_source: "twilio_sms",
      sms: { direction: "outbound", sms_user_phone_number: "+12025550147" },
    },
  },
])("an outbound conversation over $channel is one with its number", async ({ number, source, metadata }) => {
  const event = conversationEvent({ agentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r", number: null });
  Object.assign(event.data.metadata, metadata);
  await harness.receive(event);
  await harness.process();
  expect(await call(event.data.conversation_id)).toMatchObject({
    phone_number: number,
    lead_type: "outbound",
    call_source: source,
  });
});

test("a person whose first contact is by WhatsApp or SMS becomes a contact", async () => {
  const event = conversationEvent({ agentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r", number: null });
  Object.assign(event.data.metadata, { whatsapp: { direction: "inbound", whatsapp_user_id: "447700900155" } });
  await harness.receive(event);
  await harness.process();
  expect(await call(event.data.conversation_id)).toMatchObject({ lead_type: "inbound", is_auto_created: true });
});

test("a placeholder is neither a name, a company nor an address, and makes no lead", async () => {
  const event = conversationEvent({
    agentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r",
    number: "+447700900156",
    collected: {
      lead_name: "Not provided",
      company_name: "keine Angabe",
      lead_email: "none@none.com",
      key_topics: "prices, none mentioned",
    },
    data: {
      conversation_initiation_client_data: {
        dynamic_variables: { lead_name: "{{lead_name}}", caller_name: "Unknown caller" },
      },
    },
  });
  await harness.receive(event);
  await harness.process();
  expect(await call(event.data.conversation_id)).toMatchObject({ lead: null });
  const [row] = await harness.rows(
    `SELECT c.caller_name, c.caller_email, p.name, p.company, o.key_topics FROM calls c
     JOIN contacts p ON p.id = c.contact_id JOIN agent_call_outcomes o ON o.call_id = c.id
     WHERE c.elevenlabs_conversation_id = $1`,
    [event.data.conversation_id],
  );
  expect(row).toEqual({ caller_name: null, caller_email: null, name: null, company: null, key_topics: ["prices"] });
});

test("an agent of several voices keeps its words where the turn itself has none", async () => {
  const event = conversationEvent({
    agentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r",
    data: {
      transcript: [
        {
          role: "agent",
          message: null,
          multivoice_message: { parts: [{ text: "Welcome.", voice_label: "Iris" }, { text: "How may we help?" }] },
          time_in_call_secs: 0,
        },
        { role: "user", message: "Your prices, please.", multivoice_message: null, time_in_call_secs: 4 },
        { role: "agent", message: null, multivoice_message: { parts: [{ text: null }, 7] }, time_in_call_secs: 6 },
      ],
    },
  });
  await harness.receive(event);
  await harness.process();
  const row = await call(event.data.conversation_id);
  expect(row?.speaker_segments).toEqual([
    { role: "agent", text: "Welcome. How may we help?", atSeconds: 0 },
    { role: "user", text: "Your prices, please.", atSeconds: 4 },
  ]);
});

test("a call that never connected is a failed call to the dialled number, and costs nothing", async () => {
  await harness.receive(sample("fail_twilio"));
  await harness.receive(sample("fail_sip"));
  await harness.process();
  const failed = { status: "failed", lead_type: "outbound", credits_used: 0, entries: null, lead: null, content: null };
  expect(await call("conv_8201k8c5m4d6f8g0h2j4k6l8q1we")).toMatchObject({
    ...failed,
    outcome: "no_answer",
    phone_number: "+447700900654",
  });
  expect(await call("conv_9901k8c5n5e7g9h1j3k5l7q9w2rt")).toMatchObject({
    ...failed,
    outcome: "busy",
    phone_number: "+491705550177",
  });
  expect(await faults(harness)).toEqual([]);
});

test("a recording that comes before its conversation waits for it, outside of the row store", async () => {
  const conversationId = `conv_${newId()}`;
  const audio = { ...sample("audio"), data: { ...sample("audio").data, conversation_id: conversationId } };
  await harness.receive(audio);
  await harness.process();
  expect(await eventOf(conversationId, "post_call_audio")).toMatchObject({ status: "waiting" });
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
  await harness.process();
  const row = await call(conversationId);
  expect(row).toMatchObject({ has_audio: true, recording_url: `/api/calls/${row?.id}/recording` });
  expect((await harness.storage.of(tenant.userId).readAll(row?.recording_storage_key))?.toString("base64")).toBe(
    audio.data.full_audio,
  );
  await harness.receive(audio);
  const event = await eventOf(conversationId, "post_call_audio");
  expect(event).toMatchObject({ status: "processed", call_id: row?.id });
  expect((await harness.storedKeys()).sort()).toEqual([event?.audio_storage_key, row?.recording_storage_key]);
  const [inRows] = await harness.rows(
    "SELECT count(*)::integer AS n FROM webhook_events WHERE position($1::bytea IN body) > 0",
    [audio.data.full_audio],
  );
  expect(inRows?.n).toBe(0);
});

test("a recording is recognised however its event is spelled, and one without sound is set aside", async () => {
  const conversationId = `conv_${newId()}`;
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
  const data = { agent_id: tenant.providerAgentId, conversation_id: conversationId, full_audio: "SUQzBAAA" };
  await harness.receive(Buffer.from(JSON.stringify({ event_timestamp: 1, data, type: "post_call_audio" })));
  await harness.process();
  expect((await call(conversationId))?.recording_storage_key).toMatch(new RegExp(`^recordings/${tenant.userId}/`));

  const silent = `conv_${newId()}`;
  await harness.receive({
    type: "post_call_audio",
    event_timestamp: 1,
    data: { ...data, conversation_id: silent, full_audio: null },
  });
  await harness.process();
  const rows = await harness.rows("SELECT status, reason FROM webhook_events WHERE reason = 'missing_audio'");
  expect(rows).toEqual([{ status: "quarantined", reason: "missing_audio" }]);
});

test("unknown types are stored without being treated as an error", async () => {
  await harness.receive({
    type: "answering_machine_detection",
    event_timestamp: 1791023593,
    data: { conversation_id: "conv_amd" },
  });
  await harness.receive({ event_timestamp: 1791023593 });
  await harness.process();
  const rows = await harness.rows(
    "SELECT event_type, reason FROM webhook_events WHERE status = 'unsupported' ORDER BY event_type",
  );
  expect(rows).toEqual([
    { event_type: "answering_machine_detection", reason: null },
    { event_type: null, reason: null },
  ]);
});

test("NUL characters, lone surrogates, bidirectional marks and unknown keys never stop a call", async () => {
  const conversationId = `conv_${newId()}`;
  const hostile = "a\u0000b\ud800c\u202Ed<script>alert(1)</script>'; DROP TABLE calls; --";
  const event = conversationEvent({
    agentId: tenant.providerAgentId,
    conversationId,
    collected: { lead_name: hostile, company_name: hostile, intent_score: 55, key_topics: `${hostile}, two` },
    turns: [
      { role: "agent", message: hostile, time_in_call_secs: 0 },
      { role: "user", message: hostile, time_in_call_secs: 1 },
    ],
  });
  const withUnknown = {
    ...event,
    unknown: { [hostile]: hostile },
    data: { ...event.data, __proto__x: 1, new_field: [[[]]] },
  };
  await harness.receive(Buffer.from(JSON.stringify(withUnknown)));
  await harness.process();
  const clean = "a\uFFFDb\uFFFDc\u202Ed<script>alert(1)</script>'; DROP TABLE calls; --";
  const row = await call(conversationId);
  expect(row?.lead).toMatchObject({ extracted_name: clean, company_name: clean });
  expect(row?.speaker_segments[1].text).toBe(clean);
});

test("an event without analysis still makes its call; without its own id it is known by the provider's variable", async () => {
  const conversationId = `conv_${newId()}`;
  const event = conversationEvent({ agentId: tenant.providerAgentId, conversationId, data: { analysis: null } });
  const { conversation_id: _, ...data } = event.data;
  const variables = { dynamic_variables: { system__conversation_id: conversationId } };
  await harness.receive({ ...event, data: { ...data, conversation_initiation_client_data: variables } });
  await harness.process();
  expect(await call(conversationId)).toMatchObject({
    status: "completed",
    lead: null,
    summary: null,
    outcome: "completed",
  });
});

test("out-of-range numbers are corrected: scores are clamped, implausible times fall back to the event's", async () => {
  const conversationId = `conv_${newId()}`;
  const event = conversationEvent({
    agentId: tenant.providerAgentId,
    conversationId,
    collected: {
      intent_score: 1e9,
      urgency_score: -5,
      budget_score: "72",
      fit_score: "high",
      engagement_score: null,
      sentiment_score: 7,
    },
  });
  event.data.metadata.start_time_unix_secs = 99_999_999_999;
  event.data.metadata.call_duration_secs = -3;
  await harness.receive(event);
  await harness.process();
  const row = await call(conversationId);
  expect(row).toMatchObject({
    duration_seconds: 0,
    credits_used: 0,
    started_at: new Date(event.event_timestamp * 1000),
  });
  expect(row?.lead).toMatchObject({
    intent_score: 100,
    urgency_score: 0,
    budget_score: 72,
    fit_score: null,
    engagement_score: null,
  });
  // (100 × 30 + 0 × 20 + 72 × 15) / 65
  expect(row?.lead.total_score).toBe(63);
});

test("a reason keeps the turn whose words it quotes", async () => {
  const conversationId = `conv_${newId()}`;
  await harness.receive(
    conversationEvent({
      agentId: tenant.providerAgentId,
      conversationId,
      collected: { urgency_score: 90, intent_score: 60, fit_score: 10 },
      rationales: {
        urgency_score: 'Caller said "we must switch before the end of the month".',
        intent_score: "They would like to know your prices soon.",
        fit_score: "Nothing of it was said aloud.",
      },
      turns: [
        { role: "agent", message: "Must you switch before the end of the month?", time_in_call_secs: 0 },
        { role: "user", message: "I would like to know your prices.", time_in_call_secs: 2 },
        { role: "user", message: "We must switch before the end of the month!", time_in_call_secs: 5 },
      ],
    }),
  );
  await harness.process();
  expect((await call(conversationId))?.lead.reasoning).toMatchObject({
    urgency: { quote: { text: "we must switch before the end of the month", turn: 2 } },
    intent: { quote: { text: "would like to know your prices", turn: 1 } },
    fit: { rationale: "Nothing of it was said aloud." },
  });
  expect((await call(conversationId))?.lead.reasoning.fit.quote).toBeUndefined();
});
