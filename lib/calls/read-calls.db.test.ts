import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { getCall } from "./get-call";
import { decodeCallCursor } from "./list/call-cursor";
import { listCalls } from "./list/list-calls";
import { parseCallQuery } from "./list/parse-call-query";
import type { CallFilters } from "./schema";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;

const today = "2026-10-31";
const ctxOf = (whose: TestTenant, timezone?: string) => tenantContext(harness.db, whose.userId, { timezone });
const october: CallFilters = { range: resolveRange({ range: "custom", from: "2026-10-01", to: today }, today).range };

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());

describe("the list of calls", () => {
  test("paging visits each call exactly once in both directions, also where many began at the same moment", async () => {
    const many = await harness.createTenant();
    const instants = ["2026-10-03T10:30:00.123456Z", "2026-10-03T10:30:00.123457Z", "2026-10-04T00:00:00Z"];
    const inserted: string[] = [];
    for (let index = 0; index < 35; index += 1)
      inserted.push(await insertCall(harness.owner, many, { startedAt: instants[index % 3] }));
    const ctx = ctxOf(many);

    const older: string[][] = [];
    let page = await listCalls(ctx, { filters: {}, limit: 6 });
    older.push(page.calls.map(({ id }) => id));
    while (page.nextCursor) {
      page = await listCalls(ctx, { filters: {}, cursor: decodeCallCursor(page.nextCursor), limit: 6 });
      older.push(page.calls.map(({ id }) => id));
    }
    expect(older.flat().sort()).toEqual([...inserted].sort());

    const newer = [page.calls.map(({ id }) => id)];
    while (page.previousCursor) {
      page = await listCalls(ctx, { filters: {}, cursor: decodeCallCursor(page.previousCursor), limit: 6 });
      newer.unshift(page.calls.map(({ id }) => id));
    }
    expect(newer).toEqual(older);
  });

  test("each filter selects its calls, and the total from the rollups is the length of the list", async () => {
    const hot = await insertCall(harness.owner, tenant, { lead: { score: 90, ctas: ["demo"] }, outcome: "completed" });
    const warm = await insertCall(harness.owner, tenant, { lead: { score: 50 }, direction: "outbound" });
    const failed = await insertCall(harness.owner, tenant, { status: "failed", outcome: "busy", durationSeconds: 0 });
    const running = await insertCall(harness.owner, tenant, { status: "in_progress", durationSeconds: 0 });
    const web = await insertCall(harness.owner, tenant, {
      source: "internet",
      phoneNumber: null,
      lead: { score: null },
    });
    const early = await insertCall(harness.owner, tenant, { startedAt: "2026-09-30T23:59:59Z", lead: { score: 99 } });

    const found = async (params: Record<string, string>) => {
      const { filters, notices } = parseCallQuery(params, today);
      expect(notices).toEqual([]);
      const page = await listCalls(ctxOf(tenant), { filters });
      expect(page.total).toEqual({ count: page.calls.length, isMore: false });
      return { ids: page.calls.map(({ id }) => id).sort(), total: page.total.count };
    };
    const range = { range: "custom", from: "2026-10-01", to: today };
    const set = (...ids: string[]) => ids.sort();

    expect(await found({ ...range })).toEqual({ ids: set(hot, warm, failed, running, web), total: 5 });
    expect(await found({ ...range, status: "completed,failed" })).toEqual({
      ids: set(hot, warm, failed, web),
      total: 4,
    });
    expect(await found({ ...range, status: "completed" })).toEqual({ ids: set(hot, warm, web), total: 3 });
    expect(await found({ ...range, status: "failed" })).toEqual({ ids: set(failed), total: 1 });
    expect(await found({ ...range, lead: "yes" })).toEqual({ ids: set(hot, warm, web), total: 3 });
    expect(await found({ ...range, qualified: "yes" })).toEqual({ ids: set(hot), total: 1 });
    expect(await found({ qualified: "yes" })).toEqual({ ids: set(hot, early), total: 2 });
    expect(await found({ ...range, temperature: "cold" })).toEqual({ ids: set(web), total: 1 });
    expect(await found({ ...range, cta: "any" })).toEqual({ ids: set(hot), total: 1 });
    expect(await found({ ...range, cta: "demo" })).toEqual({ ids: set(hot), total: 1 });
    expect(await found({ ...range, cta: "pricing" })).toEqual({ ids: [], total: 0 });
    expect(await found({ ...range, status: "completed,failed", source: "internet" })).toEqual({ ids: [web], total: 1 });
    expect(await found({ ...range, status: "completed,failed", source: "unknown" })).toEqual({ ids: [], total: 0 });
    expect(await found({ ...range, status: "completed,failed", direction: "outbound" })).toEqual({
      ids: [warm],
      total: 1,
    });
    expect(await found({ ...range, outcome: "busy" })).toEqual({ ids: [failed], total: 1 });
    expect(await found({ ...range, status: "in_progress" })).toEqual({ ids: [running], total: 1 });
    expect((await found({ ...range, agent: tenant.agentId, lead: "yes" })).total).toBe(3);
    expect(await found({ ...range, agent: other.agentId })).toEqual({ ids: [], total: 0 });
    expect((await found({ ...range, qualified: "yes", temperature: "hot" })).total).toBe(1);
  });

  test("a list of many pages has the total that paging through it gives, with leads and outcomes of calls that are not counted", async () => {
    const many = await harness.createTenant();
    const lead = { score: 90, ctas: ["demo" as const] };
    for (const status of ["completed", "completed", "failed", "cancelled"] as const)
      await insertCall(harness.owner, many, { status, lead, outcome: "completed" });
    await insertCall(harness.owner, many, { status: "cancelled", outcome: "completed" });
    const totals = async (params: Record<string, string>) => {
      const { filters } = parseCallQuery(params, today);
      const [whole, first] = await Promise.all(
        [50, 1].map((limit) => listCalls(ctxOf(many), { filters, sort: "newest", limit })),
      );
      return [whole?.calls.length, first?.total];
    };
    const exactly = (count: number) => [count, { count, isMore: false }];
    expect(await totals({})).toEqual(exactly(5));
    const ofLeads: Record<string, string>[] = [
      { temperature: "hot" },
      { lead: "yes" },
      { qualified: "yes" },
      { cta: "demo" },
    ];
    for (const narrowed of ofLeads) {
      expect(await totals(narrowed)).toEqual(exactly(4));
      expect(await totals({ ...narrowed, status: "completed,failed" })).toEqual(exactly(3));
      expect(await totals({ ...narrowed, status: "completed" })).toEqual(exactly(2));
    }
    expect(await totals({ outcome: "completed" })).toEqual(exactly(5));
    expect(await totals({ outcome: "completed", status: "completed,failed" })).toEqual(exactly(3));
  });

  test("another tenant sees none of them", async () => {
    const page = await listCalls(ctxOf(other), { filters: {} });
    expect(page).toMatchObject({ calls: [], nextCursor: null, previousCursor: null });
    expect((await listCalls(ctxOf(other), { filters: { agent: tenant.agentId } })).calls).toEqual([]);
    expect((await listCalls(ctxOf(other), { filters: { ...october, lead: "yes" } })).total.count).toBe(0);
  });

  test("a day is the tenant's own, also when midnight comes twice", async () => {
    // Havana set its clocks back from 1:00 to 0:00 on 1 November 2026, at 05:00 UTC.
    const havana = await harness.createTenant({ timezone: "America/Havana" });
    const instants = [
      "2026-11-01T03:59:59Z",
      "2026-11-01T04:00:00Z",
      "2026-11-01T05:30:00Z",
      "2026-11-02T04:59:59Z",
      "2026-11-02T05:00:00Z",
    ];
    const ids: string[] = [];
    for (const startedAt of instants) ids.push(await insertCall(harness.owner, havana, { startedAt }));
    const { filters } = parseCallQuery(
      { range: "custom", from: "2026-11-01", to: "2026-11-01", status: "completed,failed" },
      "2026-11-05",
    );
    const page = await listCalls(ctxOf(havana, "America/Havana"), { filters });
    expect(page.calls.map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]]);
    expect(page.total).toEqual({ count: 3, isMore: false });
  });

  test("a number reads with its country, and a call without one stands without", async () => {
    const { calls } = await listCalls(ctxOf(tenant), { filters: { ...october, source: "internet" } });
    expect(calls[0]).toMatchObject({
      phoneNumber: null,
      country: null,
      lead: { totalScore: null, temperature: "cold" },
    });
    const [phoneCall] = (await listCalls(ctxOf(tenant), { filters: { ...october, temperature: "hot" } })).calls;
    expect(phoneCall).toMatchObject({
      phoneNumber: "+44 20 7946 0018",
      country: "United Kingdom",
      durationSeconds: 61,
      creditsUsed: 2,
    });
  });

  test("a job has no calls of its own", async () => {
    await expect(listCalls(harness.context(), { filters: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a call", () => {
  test("comes with its transcript, its scores and the words they rest on", async () => {
    const turns = [
      { role: "agent", text: "Hello", atSeconds: 0 },
      {
        role: "user",
        text: "We start on Monday",
        atSeconds: 3,
        interrupted: true,
        tools: [{ name: "book", ok: true }],
      },
    ];
    const reasoning = {
      intent: { rationale: "Wants it.", quote: { text: "We start on Monday", turn: 1 } },
      fit: "broken",
    };
    const id = await insertCall(harness.owner, tenant, { turns, lead: { score: 80, ctas: ["pricing"], reasoning } });
    const call = await getCall(ctxOf(tenant), { id });
    expect(call.turns).toEqual(turns);
    expect(call.leadDetail?.ctas).toEqual(["pricing"]);
    expect(call.leadDetail?.scores).toEqual([
      {
        name: "intent",
        value: 80,
        level: null,
        rationale: "Wants it.",
        quote: { text: "We start on Monday", turn: 1 },
      },
      ...["urgency", "budget", "fit", "engagement"].map((name) => ({
        name,
        value: null,
        level: null,
        rationale: null,
        quote: null,
      })),
    ]);
  });

  test("that is another tenant's, unknown or no id at all is not found, in the same words", async () => {
    const id = await insertCall(harness.owner, tenant);
    for (const asked of [id, "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a", "x", "../calls", ""]) {
      const error = await getCall(ctxOf(other), { id: asked }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "NOT_FOUND", message: "There is no such call." });
    }
  });
});
