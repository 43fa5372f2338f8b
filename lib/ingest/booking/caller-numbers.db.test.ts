import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

async function tenantIn(country: string | null, timezone = "UTC"): Promise<TestTenant> {
  const tenant = await harness.createTenant({ timezone });
  await harness.owner.query("UPDATE users SET country = $2 WHERE id = $1", [tenant.userId, country]);
  return tenant;
}

async function bookedNumber({ providerAgentId }: TestTenant, number: string, data = {}): Promise<unknown> {
  const conversationId = `conv_${newId()}`;
  await harness.receive(conversationEvent({ agentId: providerAgentId, conversationId, number, data }));
  await harness.process();
  const [call] = await harness.rows(
    `SELECT c.phone_number, k.phone_number AS contact, c.metadata->>'external_number' AS original
     FROM calls c LEFT JOIN contacts k ON k.id = c.contact_id WHERE elevenlabs_conversation_id = $1`,
    [conversationId],
  );
  expect(call?.contact).toBe(call?.phone_number);
  expect(call?.original).toBe(number);
  return call?.phone_number;
}

test.each<[string | null, string, string, string | null]>([
  ["GB", "UTC", "02079460018", "+442079460018"],
  ["US", "UTC", "2025550123", "+12025550123"],
  ["US", "UTC", "3525550123", "+13525550123"],
  [null, "America/New_York", "3525550123", "+13525550123"],
  [null, "Asia/Kolkata", "098765 43210", "+919876543210"],
  ["GB", "America/New_York", "02079460018", "+442079460018"],
  ["GB", "UTC", "sip:+12025550123@trunk.example.com", "+12025550123"],
  ["US", "UTC", "sip:2025550123@trunk.example.com;user=phone", "+12025550123"],
  ["US", "UTC", "tel:+1-202-555-0123", "+12025550123"],
  ["GB", "UTC", "+44 (0)20 7946 0018", "+442079460018"],
  ["US", "UTC", "011442079460018", "+442079460018"],
  ["GB", "UTC", "0012025550123", "+12025550123"],
  ["GB", "UTC", "491705550142", null],
  [null, "UTC", "3525550123", null],
  ["GB", "UTC", "1001", null],
  ["GB", "UTC", "anonymous", null],
])(
  "for a tenant of %s (%s) a call of %s is of %s, and what the trunk wrote is kept",
  async (country, zone, number, expected) => {
    expect(await bookedNumber(await tenantIn(country, zone), number)).toBe(expected);
  },
);

test.each<[string, Record<string, string>, string | null]>([
  ["GB", { to_number: "02079460018" }, "+442079460018"],
  ["US", { To: "sip:2025550123@trunk.example.com" }, "+12025550123"],
  ["MX", { Called: "+5215512345678" }, "+525512345678"],
  ["US", { To: "352 555 0123" }, "+13525550123"],
  ["US", { To: "reception" }, null],
])("for a tenant of %s a call that failed to reach %j was for %s", async (country, body, expected) => {
  const tenant = await tenantIn(country);
  const conversationId = `conv_${newId()}`;
  await harness.receive({
    type: "call_initiation_failure",
    event_timestamp: 1_791_000_000,
    data: {
      agent_id: tenant.providerAgentId,
      conversation_id: conversationId,
      failure_reason: "busy",
      metadata: { type: "sip", body },
    },
  });
  await harness.process();
  const [call] = await harness.rows(
    `SELECT phone_number, metadata#>>'{initiation_failure,dialled_number}' AS original FROM calls
     WHERE elevenlabs_conversation_id = $1`,
    [conversationId],
  );
  expect(call).toEqual({ phone_number: expected, original: Object.values(body)[0] });
});

test("spellings of one line are one contact and one lead, whichever comes first", async () => {
  for (const [country, ...spellings] of [
    ["MX", "+5215512345678", "+525512345678", "5512345678", "sip:+5215512345678@trunk.example.com"],
    ["AR", "+5491123456789", "011 15 2345 6789", "+54 11 15 2345-6789"],
    ["BR", "+5531987654321", "+553187654321", "031987654321"],
    ["GB", "+442079460018", "02079460018", "+44 (0)20 7946 0018", "0044 20 7946 0018"],
  ] as const) {
    const tenant = await tenantIn(country);
    for (const spelling of spellings) await bookedNumber(tenant, spelling);
    expect(
      await harness.rows(
        "SELECT count(*) AS calls, count(DISTINCT person_key) AS people FROM calls WHERE user_id = $1",
        [tenant.userId],
      ),
      country,
    ).toEqual([{ calls: spellings.length, people: 1 }]);
    expect(await harness.rows("SELECT FROM contacts WHERE user_id = $1", [tenant.userId]), country).toHaveLength(1);
  }
});

test("a contact that is kept under a former spelling is found and gets today's; two that are there stay two", async () => {
  const tenant = await tenantIn("MX");
  const add = (name: string, phone: string) =>
    harness.owner.query("INSERT INTO contacts (user_id, name, phone_number) VALUES ($1, $2, $3)", [
      tenant.userId,
      name,
      phone,
    ]);
  await add("Frida", "+5215512345678");
  await add("Diego", "+5215512345679");
  await add("Diego again", "+525512345679");
  for (const number of ["+525512345678", "+5215512345678", "5512345679"]) await bookedNumber(tenant, number);
  expect(
    await harness.rows("SELECT name, phone_number FROM contacts WHERE user_id = $1 ORDER BY name", [tenant.userId]),
  ).toEqual([
    { name: "Diego", phone_number: "+5215512345679" },
    { name: "Diego again", phone_number: "+525512345679" },
    { name: "Frida", phone_number: "+525512345678" },
  ]);
});
