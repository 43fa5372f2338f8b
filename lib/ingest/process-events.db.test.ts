import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { ledgerFaults, rollupDifferences } from "@/test/recompute";
import { processBatch } from "./process-batch";

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

const sample = (name: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../elevenlabs/samples/${name}.json`), "utf8"));

async function call(conversationId: string) {
  const [row] = await harness.rows(
    `SELECT c.*, t.content, t.speaker_segments, o.outcome, o.lead_temperature, to_jsonb(l) AS lead, ct.is_auto_created,
       (SELECT jsonb_agg(jsonb_build_array(type, amount, is_correction) ORDER BY entry_number)
        FROM credit_transactions x WHERE x.call_id = c.id) AS entries
     FROM calls c LEFT JOIN transcripts t ON t.call_id = c.id LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
     LEFT JOIN lead_analytics l ON l.call_id = c.id LEFT JOIN contacts ct ON ct.id = c.contact_id
     WHERE c.elevenlabs_conversation_id = $1`,
    [conversationId],
  );
  return row;
}
const eventOf = async (conversationId: string, type = "post_call_transcription") =>
  (
    await harness.rows(
      "SELECT status, reason, call_id FROM webhook_events WHERE conversation_id = $1 AND event_type = $2",
      [conversationId, type],
    )
  )[0];
const soundness = async () => [...(await rollupDifferences(harness.owner)), ...(await ledgerFaults(harness.owner))];

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
  expect(await soundness()).toEqual([]);
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
  expect(await soundness()).toEqual([]);
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
  expect((await harness.storage.readAll(row?.recording_storage_key))?.toString("base64")).toBe(audio.data.full_audio);
  await harness.receive(audio);
  expect(await harness.storedKeys()).toEqual([row?.recording_storage_key]);
  expect(await eventOf(conversationId, "post_call_audio")).toMatchObject({ status: "processed", call_id: row?.id });
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
  expect((await call(conversationId))?.recording_storage_key).toMatch(/^recordings\//);

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

test("types that nobody knows yet are kept without a reason to worry", async () => {
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

test("numbers beyond any call become the nearest sense: scores are clamped, absurd times fall back to the event's", async () => {
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

test("whatever the order of a failure, an early and a corrected report, the newest report of the provider stands", async () => {
  const agentId = tenant.providerAgentId;
  const startedAt = new Date("2026-10-05T09:00:00Z");
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  for (const together of [true, false]) {
    for (const order of orders) {
      const conversationId = `conv_${newId()}`;
      const events = [
        { ...sample("fail_twilio"), data: { ...sample("fail_twilio").data, conversation_id: conversationId } },
        conversationEvent({
          agentId,
          conversationId,
          startedAt,
          durationSeconds: 185,
          collected: { intent_score: 90 },
        }),
        conversationEvent({
          agentId,
          conversationId,
          startedAt,
          durationSeconds: 61,
          eventAt: new Date("2026-10-05T10:00:00Z"),
          collected: { intent_score: 20 },
        }),
      ];
      for (const index of order) {
        await harness.receive(events[index]);
        if (!together) await harness.process();
      }
      await harness.process();
      const row = await call(conversationId);
      expect(row).toMatchObject({
        status: "completed",
        duration_seconds: 61,
        credits_used: 2,
        lead: { intent_score: 20 },
      });
      const paid = row?.entries.reduce((sum: number, [, amount]: [string, number]) => sum + amount, 0);
      expect(paid).toBe(-2);
    }
  }
  expect(await soundness()).toEqual([]);
});

test("a corrected duration writes a correcting entry at the price of the charge, never edits one", async () => {
  const conversationId = `conv_${newId()}`;
  const report = (durationSeconds: number, minute: number) =>
    conversationEvent({
      agentId: tenant.providerAgentId,
      conversationId,
      durationSeconds,
      eventAt: new Date(Date.UTC(2026, 9, 6, 12, minute)),
      startedAt: new Date("2026-10-06T11:00:00Z"),
    });
  await harness.receive(report(61, 0));
  await harness.process();
  await harness.owner.query("UPDATE system_config SET config_value = '3' WHERE config_key = 'credits_per_minute'");
  for (const [seconds, minute] of [
    [190, 1],
    [0, 2],
    [30, 3],
  ] as const) {
    await harness.receive(report(seconds, minute));
    await harness.process();
  }
  await harness.owner.query("UPDATE system_config SET config_value = '1' WHERE config_key = 'credits_per_minute'");
  expect((await call(conversationId))?.entries).toEqual([
    ["usage", -2, false],
    ["usage", -2, true],
    ["refund", 4, true],
    ["usage", -1, true],
  ]);
  expect(await soundness()).toEqual([]);
});

test("one event that the database refuses does not hold back the other 499", async () => {
  await harness.owner.query(
    "ALTER TABLE transcripts ADD CONSTRAINT transcripts_test_poison CHECK (content NOT LIKE '%poison%')",
  );
  const agentId = tenant.providerAgentId;
  const prefix = `conv_poison_${newId()}_`;
  for (let index = 0; index < 500; index += 1) {
    const message = index === 321 ? "poison" : "fine";
    const turns = [{ role: "user" as const, message, time_in_call_secs: 0 }];
    await harness.receive(conversationEvent({ agentId, conversationId: prefix + index, turns }));
  }
  await harness.process();
  await harness.owner.query("ALTER TABLE transcripts DROP CONSTRAINT transcripts_test_poison");
  const [made] = await harness.rows(
    "SELECT count(*)::integer AS n FROM calls WHERE elevenlabs_conversation_id LIKE $1",
    [`${prefix}%`],
  );
  expect(made?.n).toBe(499);
  const aside = await harness.rows("SELECT detail FROM webhook_events WHERE reason = 'rejected_by_database'");
  expect(aside).toHaveLength(1);
  expect(aside[0]?.detail).toContain("transcripts_test_poison");
  expect(await call(`${prefix}321`)).toBeUndefined();
  expect(await soundness()).toEqual([]);
});

test("eight workers at once over shuffled duplicates book each conversation exactly once", async () => {
  const tenants: TestTenant[] = [];
  for (let count = 0; count < 3; count += 1) tenants.push(await harness.createTenant({ timezone: "America/New_York" }));
  const events = Array.from({ length: 300 }, (_, index) => {
    const { providerAgentId } = tenants[index % 3] ?? tenant;
    const conversationId = `conv_many_${index % 150}`;
    // The second half are corrections of the first, of the same agents.
    const agentId = tenants[(index % 150) % 3]?.providerAgentId ?? providerAgentId;
    return conversationEvent({
      agentId,
      conversationId,
      number: `+4477009${String(10_000 + ((index % 150) % 40))}`,
      startedAt: new Date(Date.UTC(2026, 9, 1 + (index % 5), 3, index % 60)),
      durationSeconds: 30 + index,
      collected: { intent_score: index % 100, cta_demo: index % 3 === 0 },
    });
  });
  const shuffled = [...events, ...events.slice(0, 90)].sort(() => Math.random() - 0.5);
  for (const event of shuffled) await harness.receive(event);
  const runs = Array.from({ length: 8 }, async () => {
    let total = 0;
    for (let taken = 1; taken > 0; total += taken) taken = await processBatch(harness.context(), { eventsMax: 20 });
    return total;
  });
  const processed = (await Promise.all(runs)).reduce((sum, run) => sum + run, 0);
  expect(processed).toBe(300);
  const [counts] = await harness.rows(
    `SELECT (SELECT count(*)::integer FROM calls WHERE user_id = ANY ($1)) AS calls,
       (SELECT count(*)::integer FROM transcripts WHERE user_id = ANY ($1)) AS transcripts,
       (SELECT count(*)::integer FROM lead_analytics WHERE user_id = ANY ($1)) AS leads,
       (SELECT count(*)::integer FROM agent_call_outcomes WHERE user_id = ANY ($1)) AS outcomes,
       (SELECT count(*)::integer FROM credit_transactions WHERE user_id = ANY ($1) AND type = 'usage' AND NOT is_correction) AS charges,
       (SELECT count(*)::integer FROM contacts WHERE user_id = ANY ($1)) AS contacts`,
    [tenants.map(({ userId }) => userId)],
  );
  expect(counts).toMatchObject({ calls: 150, transcripts: 150, leads: 150, outcomes: 150, charges: 150 });
  const [pairs] = await harness.rows(
    "SELECT count(DISTINCT (user_id, phone_number))::integer AS n FROM calls WHERE user_id = ANY ($1)",
    [tenants.map(({ userId }) => userId)],
  );
  expect(counts?.contacts).toBe(pairs?.n);
  expect(await soundness()).toEqual([]);
  expect(await harness.rows("SELECT * FROM trigger_error_log")).toEqual([]);
});

test("a known contact's blanks are filled and what a person typed is never overwritten", async () => {
  await harness.owner.query(
    "INSERT INTO contacts (user_id, name, phone_number, company) VALUES ($1, 'Typed By Hand', '+447700900111', '')",
    [tenant.userId],
  );
  await harness.receive(
    conversationEvent({
      agentId: tenant.providerAgentId,
      number: "+447700900111",
      collected: { lead_name: "Heard Wrong", lead_email: "Heard.Right at Firm dot example", company_name: "Firm" },
    }),
  );
  await harness.process();
  const [contact] = await harness.rows(
    "SELECT name, email, company, is_auto_created FROM contacts WHERE phone_number = '+447700900111'",
  );
  expect(contact).toEqual({
    name: "Typed By Hand",
    email: "heard.right@firm.example",
    company: "Firm",
    is_auto_created: false,
  });
});

test("a conversation cannot move to another tenant by naming another agent", async () => {
  const other = await harness.createTenant();
  const conversationId = `conv_${newId()}`;
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
  await harness.process();
  await harness.receive(
    conversationEvent({ agentId: other.providerAgentId, conversationId, eventAt: new Date("2026-10-09") }),
  );
  await harness.process();
  expect(await call(conversationId)).toMatchObject({ user_id: tenant.userId });
  const aside = await harness.rows(
    "SELECT reason FROM webhook_events WHERE conversation_id = $1 AND status = 'quarantined'",
    [conversationId],
  );
  expect(aside).toEqual([{ reason: "agent_of_another_tenant" }]);
});

test("a call handed to another agent of the tenant moves its figures with it", async () => {
  const second = await harness.addAgent(tenant.userId);
  const conversationId = `conv_${newId()}`;
  const report = (agentId: string, minute: number) =>
    conversationEvent({
      agentId,
      conversationId,
      eventAt: new Date(Date.UTC(2026, 9, 7, 12, minute)),
      collected: { intent_score: 80 },
    });
  await harness.receive(report(tenant.providerAgentId, 0));
  await harness.process();
  await harness.receive(report(second.providerAgentId, 1));
  await harness.process();
  expect(await call(conversationId)).toMatchObject({ agent_id: second.agentId, lead: { agent_id: second.agentId } });
  expect(await soundness()).toEqual([]);
});
