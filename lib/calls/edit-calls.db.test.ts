import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sample } from "@/test/booked-call";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { rollupDifferences } from "@/test/recompute";
import { tenantContext } from "@/test/tenant-context";
import { getCall } from "./get-call";
import { exportCalls } from "./list/export-calls";
import { findNeighbours } from "./list/find-neighbours";
import { listCalls } from "./list/list-calls";
import { markCallsRead } from "./mark-calls-read";
import type { CallFilters, CallListItem, CallSort } from "./schema";
import { setCallOutcomes } from "./set-call-outcomes";
import { writeCallNotes } from "./write-call-notes";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
const ctxOf = (whose: TestTenant) => tenantContext(harness.db, whose.userId);
const unknownId = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());

const outcomeOf = async (id: string) => {
  const { outcome, providerOutcome, editedOutcome, editedAt } = await getCall(ctxOf(tenant), { id });
  return { outcome, providerOutcome, editedOutcome, isDated: editedAt !== null };
};

describe("an outcome set by a person", () => {
  test("counts in place of the provider's, which stays beside it, and the rollups follow", async () => {
    const id = await insertCall(harness.owner, tenant, { outcome: "completed" });
    expect(await setCallOutcomes(ctxOf(tenant), { callIds: id, outcome: "voicemail" })).toEqual({
      count: 1,
      replaced: [{ outcome: "provider", callIds: [id] }],
    });
    expect(await outcomeOf(id)).toEqual({
      outcome: "voicemail",
      providerOutcome: "completed",
      editedOutcome: "voicemail",
      isDated: true,
    });
    const page = await listCalls(ctxOf(tenant), { filters: { outcome: ["voicemail"] } });
    expect(page.calls.map((call) => call.id)).toEqual([id]);
    const [row] = await harness.rows("SELECT edited_by FROM agent_call_outcomes WHERE call_id = $1", [id]);
    expect(row).toEqual({ edited_by: tenant.userId });
    expect(await rollupDifferences(harness.owner)).toEqual([]);
  });

  test.each(["provider", "completed"])("is taken back by %s", async (back) => {
    const id = await insertCall(harness.owner, tenant, { outcome: "completed" });
    await setCallOutcomes(ctxOf(tenant), { callIds: id, outcome: "busy" });
    await setCallOutcomes(ctxOf(tenant), { callIds: id, outcome: back });
    expect(await outcomeOf(id)).toEqual({
      outcome: "completed",
      providerOutcome: "completed",
      editedOutcome: null,
      isDated: false,
    });
    expect(await rollupDifferences(harness.owner)).toEqual([]);
  });

  test.each([
    ["another word", "no_answer"],
    ["the same word again", "completed"],
    ["the person's own word", "busy"],
  ])("stays when a correction brings %s, and the provider's is renewed", async (_, corrected) => {
    const id = await insertCall(harness.owner, tenant, { outcome: "completed" });
    await setCallOutcomes(ctxOf(tenant), { callIds: id, outcome: "busy" });
    await harness.db.ingest((tx) =>
      tx.query(
        `INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome)
         SELECT id, user_id, agent_id, call_date, $2 FROM calls WHERE id = $1
         ON CONFLICT (call_id) DO UPDATE SET outcome = excluded.outcome`,
        [id, corrected],
      ),
    );
    expect(await outcomeOf(id)).toMatchObject({ outcome: "busy", providerOutcome: corrected, editedOutcome: "busy" });
    await setCallOutcomes(ctxOf(tenant), { callIds: id, outcome: "provider" });
    expect(await outcomeOf(id)).toMatchObject({ outcome: corrected, editedOutcome: null });
    expect(await rollupDifferences(harness.owner)).toEqual([]);
  });

  test("and a note stay when the call's event is replayed", async () => {
    await harness.addAgent(tenant.userId, "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r");
    await harness.receive(sample("inbound"));
    await harness.process();
    const [call] = await harness.rows<{ id: string }>(
      "SELECT id FROM calls WHERE elevenlabs_conversation_id NOT LIKE 'conv\\_0%' AND user_id = $1",
      [tenant.userId],
    );
    const id = call?.id ?? "";
    const before = await outcomeOf(id);
    await setCallOutcomes(ctxOf(tenant), { callIds: id, outcome: "disconnected" });
    await writeCallNotes(ctxOf(tenant), { callId: id, notes: "Call back" });
    await harness.owner.query(
      "UPDATE webhook_events SET status = 'pending'; UPDATE calls SET provider_version = '' WHERE status <> 'in_progress'",
    );
    expect(await harness.process()).toBeGreaterThan(0);
    expect(await outcomeOf(id)).toMatchObject({ outcome: "disconnected", providerOutcome: before.providerOutcome });
    expect((await getCall(ctxOf(tenant), { id })).notes).toBe("Call back");
  });

  test("is for many calls at once, two people's at the same time too", async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, () => insertCall(harness.owner, tenant, { outcome: "completed" })),
    );
    const [first, second] = await Promise.all([
      setCallOutcomes(ctxOf(tenant), { callIds: ids.join(","), outcome: "busy" }),
      setCallOutcomes(ctxOf(tenant), { callIds: ids.toReversed().join(","), outcome: "failed" }),
    ]);
    expect([first, second]).toMatchObject([{ count: 12 }, { count: 12 }]);
    const outcomes = await Promise.all(ids.map(async (id) => (await outcomeOf(id)).outcome));
    expect(new Set(outcomes).size).toBe(1);
    expect(await rollupDifferences(harness.owner)).toEqual([]);
  });

  test("for many calls is taken back by what it says it replaced, whatever each had before", async () => {
    const insert = () => insertCall(harness.owner, tenant, { outcome: "completed" });
    const [plain, busy, failed] = [await insert(), await insert(), await insert()];
    await setCallOutcomes(ctxOf(tenant), { callIds: busy, outcome: "busy" });
    await setCallOutcomes(ctxOf(tenant), { callIds: failed, outcome: "failed" });
    const ids = [plain, busy, failed];
    const outcomes = () => Promise.all(ids.map(async (id) => (await outcomeOf(id)).editedOutcome));
    const { replaced } = await setCallOutcomes(ctxOf(tenant), { callIds: ids.join(","), outcome: "voicemail" });
    expect(await outcomes()).toEqual(["voicemail", "voicemail", "voicemail"]);
    for (const { callIds, outcome } of replaced)
      await setCallOutcomes(ctxOf(tenant), { callIds: callIds.join(","), outcome });
    expect(await outcomes()).toEqual([null, "busy", "failed"]);
    expect(await rollupDifferences(harness.owner)).toEqual([]);
  });

  test("is refused for another tenant's call, one that does not exist or has not ended, and a word that is none", async () => {
    const theirs = await insertCall(harness.owner, other, { outcome: "completed" });
    const running = await insertCall(harness.owner, tenant, { status: "in_progress" });
    for (const callIds of [theirs, unknownId, running])
      await expect(setCallOutcomes(ctxOf(tenant), { callIds, outcome: "busy" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    const id = await insertCall(harness.owner, tenant, { outcome: "completed" });
    for (const input of [{ callIds: id, outcome: "great" }, { callIds: "x", outcome: "busy" }, { outcome: "busy" }, {}])
      await expect(setCallOutcomes(ctxOf(tenant), input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(
      harness.db.tenant(tenant.userId, (tx) => tx.query("UPDATE agent_call_outcomes SET outcome = 'busy'")),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(setCallOutcomes(harness.context(), { callIds: id, outcome: "busy" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a note", () => {
  test("is kept, found by its filter, replaced and taken away", async () => {
    const id = await insertCall(harness.owner, tenant);
    expect(await writeCallNotes(ctxOf(tenant), { callId: id, notes: "  Ask about the roof\n" })).toEqual({
      notes: "Ask about the roof",
    });
    const noted = await listCalls(ctxOf(tenant), { filters: { notes: "yes" } });
    expect(noted.calls.map((call) => call.id)).toContain(id);
    await writeCallNotes(ctxOf(tenant), { callId: id, notes: " " });
    expect((await getCall(ctxOf(tenant), { id })).notes).toBeNull();
  });

  test("is refused when too long, for another tenant's call, and without permission", async () => {
    const id = await insertCall(harness.owner, tenant);
    const theirs = await insertCall(harness.owner, other);
    await expect(writeCallNotes(ctxOf(tenant), { callId: id, notes: "x".repeat(10_001) })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { notes: "At most 10000 characters." },
    });
    for (const callId of [theirs, unknownId, "x", undefined])
      await expect(writeCallNotes(ctxOf(tenant), { callId, notes: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(writeCallNotes(harness.context(), { callId: id, notes: "x" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

test("leads are marked as read and as unread, only within the tenant", async () => {
  const lead = await insertCall(harness.owner, tenant, { lead: { score: 50 } });
  const plain = await insertCall(harness.owner, tenant);
  const theirs = await insertCall(harness.owner, other, { lead: { score: 50 } });
  const ids = [lead, plain, theirs].join(",");
  expect(await markCallsRead(ctxOf(tenant), { callIds: ids })).toEqual({ changed: [lead] });
  expect(await markCallsRead(ctxOf(tenant), { callIds: ids })).toEqual({ changed: [] });
  expect(await markCallsRead(ctxOf(tenant), { callIds: lead, isRead: "false" })).toEqual({ changed: [lead] });
  for (const callIds of [theirs, plain])
    await expect(markCallsRead(ctxOf(tenant), { callIds })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(markCallsRead(ctxOf(tenant), { callIds: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(markCallsRead(harness.context(), { callIds: lead })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

describe("a list in every order", () => {
  let many: TestTenant;
  beforeAll(async () => {
    many = await harness.createTenant();
    for (let n = 0; n < 40; n += 1)
      await insertCall(harness.owner, many, {
        startedAt: new Date(Date.UTC(2026, 8, 1 + (n % 20))).toISOString(),
        durationSeconds: (n * 7) % 50,
        direction: n % 2 ? "inbound" : "outbound",
        lead: n % 3 ? { score: (n * 13) % 101 } : undefined,
        outcome: n % 5 ? "completed" : "busy",
      });
  });
  const sorts: CallSort[] = ["newest", "oldest", "longest", "score"];
  const narrowed: CallFilters[] = [{}, { direction: "inbound" }, { outcome: ["completed"], direction: "outbound" }];

  test.each(sorts.flatMap((sort) => narrowed.map((filters) => ({ sort, filters }))))(
    "$sort $filters is exported as it is listed, and each call's neighbours are those beside it",
    async ({ sort, filters }) => {
      const ctx = ctxOf(many);
      const { calls } = await listCalls(ctx, { filters, sort, limit: 100 });
      expect(calls.length).toBeGreaterThan(8);
      const keys = calls.map(
        (call) =>
          ({
            newest: -Date.parse(call.startedAt),
            oldest: Date.parse(call.startedAt),
            longest: -call.durationSeconds,
            score: -(call.lead?.totalScore ?? Number.NaN),
          })[sort],
      );
      expect(keys).toEqual(keys.toSorted((a, b) => a - b));
      const exported: CallListItem[] = [];
      for await (const page of await exportCalls(ctx, { filters, sort })) exported.push(...page);
      expect(exported).toEqual(calls);
      const ids = calls.map(({ id }) => id);
      for (const index of [0, 4, ids.length - 1])
        expect(await findNeighbours(ctx, { id: ids[index] ?? "", filters, sort })).toEqual({
          previous: ids[index - 1] ?? null,
          next: ids[index + 1] ?? null,
        });
    },
  );

  test("another tenant exports none of them and has no neighbours among them", async () => {
    const { calls } = await listCalls(ctxOf(many), { filters: {} });
    const ids = calls.map(({ id }) => id);
    for (const input of [{ filters: {}, sort: "newest" as const, ids }]) {
      for await (const page of await exportCalls(ctxOf(other), input)) expect(page).toEqual([]);
    }
    expect(await findNeighbours(ctxOf(other), { id: ids[3] ?? "", filters: {}, sort: "newest" })).toEqual({
      previous: null,
      next: null,
    });
    await expect(exportCalls(harness.context(), { filters: {}, sort: "newest" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(
      findNeighbours(harness.context(), { id: unknownId, filters: {}, sort: "newest" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("an export that is stopped early releases its connection", async () => {
    for (let round = 0; round < 6; round += 1) {
      const pages = await exportCalls(ctxOf(many), { filters: {}, sort: "newest" });
      await pages.next();
      await pages.return(undefined);
    }
  });
});
