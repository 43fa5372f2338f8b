import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone: "Europe/Berlin" });
});
afterAll(() => harness.dispose());

async function booked(event: unknown, conversationId: string) {
  await harness.receive(event);
  await harness.process();
  const [row] = await harness.rows(
    `SELECT c.status, c.phone_number, c.caller_email, o.outcome, o.key_topics, e.reason, e.detail
     FROM webhook_events e LEFT JOIN calls c ON c.elevenlabs_conversation_id = $1
     LEFT JOIN agent_call_outcomes o ON o.call_id = c.id ORDER BY e.id DESC LIMIT 1`,
    [conversationId],
  );
  return row;
}

test("a topic that is cut inside an emoji does not cost the call", async () => {
  const conversationId = `conv_${newId()}`;
  const topic = `${"a".repeat(199)}😀 and more`;
  const event = conversationEvent({
    agentId: tenant.providerAgentId,
    conversationId,
    collected: { key_topics: topic },
  });
  const row = await booked(event, conversationId);
  expect(row).toMatchObject({ status: "completed", reason: null });
  expect(row?.key_topics).toEqual([`${"a".repeat(199)}\uFFFD`]);
});

test("an email address that grows in lower case past its column is no address, and does not cost the call", async () => {
  const conversationId = `conv_${newId()}`;
  const collected = { lead_email: `${"İ".repeat(200)}@shouting.example`, intent_score: 50 };
  const event = conversationEvent({ agentId: tenant.providerAgentId, conversationId, collected });
  expect(await booked(event, conversationId)).toMatchObject({ status: "completed", reason: null, caller_email: null });
});

test("words that JavaScript objects inherit are unknown words like any other", async () => {
  for (const word of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    const conversationId = `conv_${newId()}`;
    const event = conversationEvent({ agentId: tenant.providerAgentId, conversationId, status: word });
    expect(await booked(event, conversationId), word).toMatchObject({ status: "completed", reason: null });
    const failure = {
      type: "call_initiation_failure",
      event_timestamp: 1_791_023_593,
      data: { agent_id: tenant.providerAgentId, conversation_id: `${conversationId}_f`, failure_reason: word },
    };
    expect(await booked(failure, `${conversationId}_f`), word).toMatchObject({ outcome: "failed", reason: null });
  }
});

test("objects that refuse to become text or numbers are read as missing", async () => {
  const conversationId = `conv_${newId()}`;
  const stubborn = JSON.parse('{"toString": 1, "valueOf": 1}');
  const event = conversationEvent({
    agentId: tenant.providerAgentId,
    conversationId,
    collected: { sentiment_score: stubborn, call_quality_score: [7], intent_score: stubborn, lead_name: stubborn },
    data: {
      analysis: {
        evaluation_criteria_results: {
          qualified_lead: { scoring_mode: "numeric_uniform", score: 4, max_score: stubborn, rationale: stubborn },
        },
        data_collection_results: { sentiment_score: { value: stubborn }, call_quality_score: { value: [7] } },
      },
    },
  });
  const { metadata } = event.data;
  const hostile = {
    ...event,
    data: { ...event.data, status: stubborn, metadata: { ...metadata, conversation_initiation_source: stubborn } },
  };
  expect(await booked(hostile, conversationId)).toMatchObject({ status: "completed", reason: null });

  const failure = {
    type: "call_initiation_failure",
    event_timestamp: 1_791_023_593,
    data: {
      agent_id: tenant.providerAgentId,
      conversation_id: `${conversationId}_f`,
      failure_reason: stubborn,
      metadata: { type: "sip", body: { sip_status_code: stubborn, to_number: 491705550177 } },
    },
  };
  expect(await booked(failure, `${conversationId}_f`)).toMatchObject({
    status: "failed",
    reason: null,
    phone_number: "+491705550177",
  });
});

test("no urgency and no budget are answers, an unknown one is none", async () => {
  const conversationId = `conv_${newId()}`;
  const collected = { urgency_level: "none", budget_level: "unknown", intent_level: "high", intent_score: 50 };
  await booked(conversationEvent({ agentId: tenant.providerAgentId, conversationId, collected }), conversationId);
  const levels = await harness.rows(
    `SELECT urgency_level, budget_constraint, intent_level FROM lead_analytics
     WHERE call_id = (SELECT id FROM calls WHERE elevenlabs_conversation_id = $1)`,
    [conversationId],
  );
  expect(levels).toEqual([{ urgency_level: "none", budget_constraint: null, intent_level: "high" }]);
});

test("a batch that takes the database longer than a statement may is done in smaller ones", async () => {
  await harness.owner.query(`
    CREATE FUNCTION test_time_out() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT count(*) FROM added) > 4 THEN
        RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = 'query_canceled';
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER test_time_out AFTER INSERT ON transcripts REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION test_time_out()`);
  for (let call = 0; call < 10; call += 1) {
    await harness.receive(conversationEvent({ agentId: tenant.providerAgentId }));
  }
  await harness.process();
  await harness.owner.query("DROP TRIGGER test_time_out ON transcripts; DROP FUNCTION test_time_out()");
  expect(await harness.rows("SELECT FROM webhook_events WHERE status = 'pending'")).toEqual([]);
});

test("a demo time of any shape never costs the call", async () => {
  for (const text of [
    "2026-02-31T25:61",
    "99999999999999999999 at 99",
    "in 99999999999 years at 10",
    "tomorrow at 10 am GMT+99",
    "Friday 10:00 -99:99",
    "2026-10-08T15:00+99:99",
    "2026-10-08t15:00z",
    "2026-10-08 15:00 +0200",
    "1".repeat(200),
    "at ".repeat(66),
    "twenty-first ".repeat(15),
  ]) {
    const conversationId = `conv_${newId()}`;
    const collected = { demo_datetime: text, cta_demo: true };
    const event = conversationEvent({ agentId: tenant.providerAgentId, conversationId, collected });
    expect(await booked(event, conversationId), text).toMatchObject({ status: "completed", reason: null });
  }
});

test("a deeply nested recording event is quarantined, and delays nothing", async () => {
  const conversationId = `conv_${newId()}`;
  const depth = 500_000;
  const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
  await harness.receive(
    Buffer.from(
      `{"type": "post_call_audio", "event_timestamp": 1, "data": {"agent_id": "${tenant.providerAgentId}", "conversation_id": "${conversationId}", "full_audio": "SUQzBAAA", "x": ${nested}}}`,
    ),
  );
  const event = conversationEvent({ agentId: tenant.providerAgentId, conversationId });
  expect(await booked(event, conversationId)).toMatchObject({ status: "completed", reason: null });
  expect(await harness.rows("SELECT status, reason FROM webhook_events WHERE status <> 'processed'")).toEqual([
    { status: "quarantined", reason: "unreadable" },
  ]);
});
