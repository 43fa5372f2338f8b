import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { bookedCall, faults, sample } from "@/test/booked-call";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { processBatch } from "./process-batch";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ providerAgentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r" });
});
afterAll(() => harness.dispose());

/** What the audit says of the words that calls are found by, and of the marks of contacts. */
const marksAndWords = () =>
  harness.rows(
    "SELECT check_name FROM validate_user_data_consistency($1) WHERE table_name IN ('call_searches', 'contacts')",
    [tenant.userId],
  );
const call = (conversationId: string) => bookedCall(harness, conversationId);

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
  expect(await faults(harness)).toEqual([]);
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
  expect(await faults(harness)).toEqual([]);
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
  expect(await faults(harness)).toEqual([]);
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
    for (let taken = 1; taken > 0; total += taken)
      taken = await processBatch(harness.context(), { eventsMax: 20 }, harness.storage);
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
  expect(await faults(harness)).toEqual([]);
  expect(await harness.rows("SELECT * FROM trigger_error_log")).toEqual([]);
});

test("a call's words and its contact's mark are those of its newest report, whose caller has another number", async () => {
  const { providerAgentId: agentId, userId } = tenant;
  const conversationId = `conv_${newId()}`;
  for (const [number, name, eventAt] of [
    ["+447700900201", "Mara Lindqvist", "2026-10-05T09:10:00Z"],
    ["+447700900202", "Jon Brill", "2026-10-05T09:20:00Z"],
  ] as const) {
    await harness.receive(
      conversationEvent({
        agentId,
        conversationId,
        number,
        eventAt: new Date(eventAt),
        collected: { lead_name: name },
      }),
    );
    await harness.process();
    await harness.rows("SELECT rebuild_call_searches($1)", [userId]);
    expect(await harness.index()).toMatchObject({ changed: 0, failed: 0 });
    expect(await marksAndWords()).toEqual([]);
  }
});

test("events whose words cannot be asked for are booked all the same, and the failure is noted", async () => {
  const conversationId = `conv_${newId()}`;
  await harness.owner.query("ALTER TABLE call_search_queue ADD CONSTRAINT test_refuses CHECK (false) NOT VALID");
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
  await harness.process();
  await harness.owner.query("ALTER TABLE call_search_queue DROP CONSTRAINT test_refuses");
  expect(await call(conversationId)).toMatchObject({ status: "completed" });
  expect(await harness.rows("DELETE FROM trigger_error_log RETURNING table_name, operation")).toEqual([
    { table_name: "call_search_queue", operation: "INSERT" },
  ]);
  expect(await marksAndWords()).toEqual([{ check_name: "call_is_not_found_by_its_words" }]);
  await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
  expect(await harness.index()).toMatchObject({ changed: 1, failed: 0 });
  expect(await marksAndWords()).toEqual([]);
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

test("an unknown caller who left an address and no number becomes one contact, and one who is known is found by it", async () => {
  const receive = async (conversationId: string, lead_email: string, collected: Record<string, string> = {}) => {
    await harness.receive(
      conversationEvent({
        agentId: tenant.providerAgentId,
        conversationId,
        number: null,
        collected: { lead_email, ...collected },
      }),
    );
  };
  await receive("conv_address_1", "Web.Visitor@firm.example");
  await receive("conv_address_2", "web.visitor@firm.example", { lead_name: "Web Visitor" });
  await harness.process();
  await receive("conv_address_3", "web.visitor@firm.example", { lead_name: "Somebody Else", company_name: "Firm" });
  await harness.owner.query(
    "INSERT INTO contacts (user_id, name, email, phone_number) VALUES ($1, 'Typed', 'typed@firm.example', '+447700900112')",
    [tenant.userId],
  );
  await receive("conv_address_4", "typed@firm.example");
  await harness.process();
  expect(
    await harness.rows(
      `SELECT k.name, k.email, k.company, k.phone_number, k.is_auto_created, k.auto_creation_source, k.has_calls,
         array_agg(c.elevenlabs_conversation_id::text ORDER BY c.elevenlabs_conversation_id) AS calls
       FROM contacts k JOIN calls c ON c.contact_id = k.id WHERE c.elevenlabs_conversation_id LIKE 'conv_address_%'
       GROUP BY k.id ORDER BY k.email`,
    ),
  ).toEqual([
    {
      ...{ name: "Typed", email: "typed@firm.example", company: null, phone_number: "+447700900112" },
      ...{ is_auto_created: false, auto_creation_source: null, has_calls: true, calls: ["conv_address_4"] },
    },
    {
      ...{ name: "Web Visitor", email: "web.visitor@firm.example", company: "Firm", phone_number: null },
      ...{ is_auto_created: true, auto_creation_source: "webhook", has_calls: true },
      calls: ["conv_address_1", "conv_address_2", "conv_address_3"],
    },
  ]);
  const other = await harness.createTenant();
  await harness.receive(
    conversationEvent({
      ...{ agentId: other.providerAgentId, conversationId: "conv_address_5", number: null },
      collected: { lead_email: "web.visitor@firm.example" },
    }),
  );
  await harness.process();
  expect(await harness.rows("SELECT email FROM contacts WHERE user_id = $1", [other.userId])).toEqual([
    { email: "web.visitor@firm.example" },
  ]);
});

test("of two calls at once with one address, one of them with a number, one contact is made, to which both belong", async () => {
  const own = await harness.createTenant();
  const collected = { lead_email: "wanda@harbour.example" };
  const event = (conversationId: string, number: string | null, minute: number) =>
    conversationEvent({
      agentId: own.providerAgentId,
      conversationId,
      number,
      collected,
      startedAt: new Date(`2026-10-03T10:0${minute}:00Z`),
    });
  // The address alone comes first, then the number.
  await harness.receive(event(`conv_${newId()}`, null, 1));
  await harness.receive(event(`conv_${newId()}`, "+447700900654", 2));
  await harness.process();
  const contacts = await harness.rows(
    `SELECT k.phone_number, k.email, k.has_calls, count(c.id)::integer AS calls
     FROM contacts k LEFT JOIN calls c ON c.contact_id = k.id WHERE k.user_id = $1 GROUP BY k.id`,
    [own.userId],
  );
  expect(contacts).toEqual([
    { phone_number: "+447700900654", email: "wanda@harbour.example", has_calls: true, calls: 2 },
  ]);
  expect(await harness.rows("SELECT check_name FROM validate_user_data_consistency($1)", [own.userId])).toEqual([]);
});

test("while feature.auto_create_contacts is off, an unknown caller's call is booked without a contact", async () => {
  const switchTo = (value: string) =>
    harness.owner.query(
      "UPDATE system_config SET config_value = $1 WHERE config_key = 'feature.auto_create_contacts'",
      [value],
    );
  const receive = async (conversationId: string) => {
    await harness.receive(
      conversationEvent({ agentId: tenant.providerAgentId, conversationId, number: "+447700900777" }),
    );
    await harness.process();
  };
  const contactsOf = (conversationId: string) =>
    harness.rows(
      "SELECT k.phone_number FROM calls c LEFT JOIN contacts k ON k.id = c.contact_id WHERE elevenlabs_conversation_id = $1",
      [conversationId],
    );
  await switchTo("false");
  await receive("conv_switched_off");
  expect(await contactsOf("conv_switched_off")).toEqual([{ phone_number: null }]);
  await switchTo("true");
  await receive("conv_switched_on");
  expect(await contactsOf("conv_switched_on")).toEqual([{ phone_number: "+447700900777" }]);
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

test("a call handed to another agent of the tenant moves its metrics with it", async () => {
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
  expect(await faults(harness)).toEqual([]);
});
