import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());

const facts = (table: string, id: string) =>
  harness.rows(
    `SELECT person_key, call_source, lead_type FROM ${table} WHERE ${table === "calls" ? "id" : "call_id"} = $1`,
    [id],
  );

test("a lead and an outcome follow the person, source and direction of their call, whatever becomes of it", async () => {
  const id = await insertCall(harness.owner, tenant, {
    startedAt: "2026-03-01T10:00:00Z",
    outcome: "completed",
    lead: { score: 80 },
  });
  const changes = [
    "phone_number = '+442079460018', caller_email = 'Ada@Example.com', call_source = 'phone', lead_type = 'outbound'",
    "phone_number = NULL, call_source = 'internet', lead_type = 'inbound'",
    "caller_email = NULL, call_source = 'unknown'",
  ];
  const people = ["+442079460018", "ada@example.com", id];
  for (const [index, change] of changes.entries()) {
    await harness.rows(`UPDATE calls SET ${change} WHERE id = $1`, [id]);
    const [call] = await facts("calls", id);
    expect(call).toMatchObject({ person_key: people[index] });
    expect(await facts("lead_analytics", id)).toEqual([call]);
    expect(await facts("agent_call_outcomes", id)).toEqual([call]);
  }
});

test("a lead of another person, source or direction than its call's is refused", async () => {
  const id = await insertCall(harness.owner, tenant, { startedAt: "2026-03-02T10:00:00Z", lead: { score: 80 } });
  for (const change of ["person_key = '+442079460099'", "call_source = 'unknown'", "lead_type = 'outbound'"])
    await expect(harness.rows(`UPDATE lead_analytics SET ${change} WHERE call_id = $1`, [id])).rejects.toMatchObject({
      constraint: "lead_analytics_call_fkey",
    });
});
