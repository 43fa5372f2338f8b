import { afterAll, beforeAll, expect, test } from "vitest";
import { listCalls } from "@/lib/calls/list/list-calls";
import { parseCallQuery } from "@/lib/calls/list/parse-call-query";
import { metrics } from "@/lib/metrics/metrics";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { getOverview } from "./get-overview";
import { lifetimeMetrics } from "./lifetime-metrics";

let harness: IngestHarness;
let tenant: TestTenant;
const today = "2026-10-31";
const now = { day: today, time: "13:00" };
const comparedOf = (range: string) => resolveCompared({ range }, now);

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone: "Europe/Berlin" });
  const at = (startedAt: string, more = {}) => insertCall(harness.owner, tenant, { startedAt, ...more });
  await at("2026-10-31T08:10:00Z", { lead: { score: 90, ctas: ["demo", "pricing"] }, durationSeconds: 200 });
  await at("2026-10-31T08:50:00Z", { status: "failed", durationSeconds: 0 });
  await at("2026-10-30T23:30:00Z", { lead: { score: 50 }, source: "internet", phoneNumber: null });
  await at("2026-10-30T21:30:00Z", { lead: { score: 10 }, direction: "outbound", callerName: "Ada" });
  await at("2026-10-31T09:00:00Z", { status: "in_progress", durationSeconds: 0 });
  await at("2026-09-15T09:00:00Z", { lead: { score: 80 } });
});
afterAll(() => harness.dispose());

const ctx = () => tenantContext(harness.db, tenant.userId, { timezone: "Europe/Berlin" });

test("the metrics are those of the tenant's own days, beside the period before", async () => {
  const overview = await getOverview(ctx(), comparedOf("30d"));
  expect(overview.current).toMatchObject({
    calls: 4,
    successfulCalls: 3,
    minutes: 8,
    creditsUsed: 8,
    leads: 3,
    qualifiedLeads: 1,
    hotLeads: 1,
    warmLeads: 1,
    coldLeads: 1,
    ctaCalls: 1,
    ctaDemo: 1,
    internetCalls: 1,
    outboundCalls: 1,
  });
  expect(overview.previous).toMatchObject({ calls: 1, qualifiedLeads: 1 });
  expect(overview.days).toHaveLength(30);
  expect(overview.points.at(-1)).toMatchObject({ day: today, calls: 3, previousDay: "2026-09-26", isRunning: true });
  expect(metrics.cost.of(overview.current)).toBe(8);
  expect(overview.hasCalls).toBe(true);
});

test("one day shows its hours, and nothing for those still to come", async () => {
  const { points, current } = await getOverview(ctx(), resolveCompared({ range: "today", vs: "previous" }, now));
  expect(current.calls).toBe(3);
  expect(points.filter(({ calls }) => calls).map(({ hour, calls }) => [hour, calls])).toEqual(
    [
      [0, 1],
      [9, 2],
    ].sort(),
  );
  expect(points.find(({ previousCalls }) => previousCalls > 0)).toMatchObject({ hour: 22, previousDay: "2026-10-30" });
  expect(points.filter(({ calls }) => calls === null).map(({ hour }) => hour)).toEqual([
    14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
  ]);
});

test("a running day is compared with its weekday before, up to the same time of day", async () => {
  const own = await harness.createTenant({ timezone: "Europe/Berlin" });
  // A Saturday a week before: at 12:30, at 13:30, and the day after.
  for (const startedAt of ["2026-10-24T10:30:00Z", "2026-10-24T11:30:00Z", "2026-10-25T10:30:00Z"])
    await insertCall(harness.owner, own, { startedAt });
  const at = tenantContext(harness.db, own.userId, { timezone: "Europe/Berlin" });
  const today = await getOverview(at, comparedOf("today"));
  expect(today.comparison).toMatchObject({ from: "2026-10-24", to: "2026-10-24", until: "13:00" });
  expect(today.previous.calls).toBe(1);
  const week = await getOverview(at, comparedOf("7d"));
  expect(week.comparison).toMatchObject({ from: "2026-10-18", to: "2026-10-24", until: "13:00" });
  expect([week.previous.calls, week.current.calls]).toEqual([1, 1]);
  expect(week.points.at(-1)).toMatchObject({ previousDay: "2026-10-24", previousUntil: "13:00", previousCalls: 1 });
});

test("every metric is the length of the list it leads to", async () => {
  const { current } = await getOverview(ctx(), comparedOf("7d"));
  const length = async (params: Record<string, string>) => {
    const { filters } = parseCallQuery({ range: "7d", ...params }, today);
    const page = await listCalls(ctx(), { filters });
    expect(page.total).toEqual({ count: page.calls.length, isMore: false });
    return page.calls.length;
  };
  expect(await length({ status: "completed,failed" })).toBe(current.calls);
  expect(await length({ status: "completed" })).toBe(current.successfulCalls);
  expect(await length({ lead: "yes" })).toBe(current.leads);
  expect(await length({ qualified: "yes" })).toBe(current.qualifiedLeads);
  expect(await length({ temperature: "warm" })).toBe(current.warmLeads);
  expect(await length({ cta: "any" })).toBe(current.ctaCalls);
  expect(await length({ cta: "pricing" })).toBe(current.ctaPricing);
  expect(await length({ status: "completed,failed", source: "internet" })).toBe(current.internetCalls);
  expect(await length({ status: "completed,failed", direction: "outbound" })).toBe(current.outboundCalls);
});

test("the hot leads are the newest ones of any period, each with its call", async () => {
  const { hotLeads } = await getOverview(ctx(), comparedOf("today"));
  expect(hotLeads.map(({ totalScore }) => totalScore)).toEqual([90, 80]);
  expect(hotLeads[0]).toMatchObject({ temperature: "hot", phoneNumber: expect.any(String) });
});

test("the best agent has ten counted calls at least", async () => {
  expect((await getOverview(ctx(), comparedOf("7d"))).bestAgent).toBeNull();
  // Ten counted calls are the least.
  const earlier = { startedAt: "2026-07-20T09:00:00Z" };
  for (let call = 0; call < 9; call += 1) await insertCall(harness.owner, tenant, earlier);
  const july = resolveCompared({ range: "custom", from: "2026-07-01", to: "2026-07-31" }, now);
  expect((await getOverview(ctx(), july)).bestAgent).toBeNull();
  await insertCall(harness.owner, tenant, { ...earlier, lead: { score: 90 } });
  const { bestAgent } = await getOverview(ctx(), july);
  expect(bestAgent).toMatchObject({ id: tenant.agentId, totals: { calls: 10, leads: 1, qualifiedLeads: 1 } });
  const idle = resolveCompared({ range: "custom", from: "2026-08-01", to: "2026-08-02" }, now);
  expect((await getOverview(ctx(), idle)).bestAgent).toBeNull();
});

test("the hours of the week are the tenant's own", async () => {
  const { hours } = await getOverview(ctx(), comparedOf("today"));
  const calls = hours.filter((hour) => hour.calls > 0).map((hour) => [hour.weekday, hour.hour, hour.calls]);
  expect(calls.sort()).toEqual([
    [6, 0, 1],
    [6, 9, 2],
  ]);
});

test("what is due is pending and not later than today", async () => {
  const plan = (day: string, status = "pending") =>
    harness.owner.query(
      `INSERT INTO follow_ups (user_id, lead_email, follow_up_date, follow_up_status) VALUES ($1, $2, $3, $4)`,
      [tenant.userId, `lead${day}@caller.example`, day, status],
    );
  for (const day of ["2026-10-30", "2026-10-31", "2026-11-01"]) await plan(day);
  await plan("2026-10-29", "cancelled");
  const { dueFollowUps } = await getOverview(ctx(), comparedOf("7d"));
  expect(dueFollowUps).toMatchObject({ dueToday: { count: 1 }, overdue: { count: 1 } });
  expect(dueFollowUps.first.map(({ day }) => day)).toEqual(["2026-10-30", "2026-10-31"]);
});

test("the metrics of all time are those of every day when they were summed up, each the length of its list", async () => {
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
  const { lifetime } = await getOverview(ctx(), comparedOf("today"));
  const before = { calls: lifetime?.calls, leads: lifetime?.leads };
  for (const { key, text, href } of lifetimeMetrics(lifetime ?? fail())) {
    if (key === "minutes" || key === "credits") continue;
    const { filters } = parseCallQuery(Object.fromEntries(new URL(href, "http://localhost").searchParams), today);
    const { total } = await listCalls(ctx(), { filters });
    expect([text.split(" ")[0], total]).toEqual([String(total?.count), { count: total?.count, isMore: false }]);
  }
  await insertCall(harness.owner, tenant, { startedAt: "2026-03-01T08:00:00Z", lead: { score: 1 } });
  expect((await getOverview(ctx(), comparedOf("today"))).lifetime).toMatchObject(before);
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
  expect((await getOverview(ctx(), comparedOf("today"))).lifetime).toMatchObject({
    calls: Number(before.calls) + 1,
    leads: Number(before.leads) + 1,
    asOf: expect.stringMatching(/Z$/),
  });
  const fresh = await harness.createTenant();
  expect((await getOverview(tenantContext(harness.db, fresh.userId), comparedOf("today"))).lifetime).toBeNull();
});

function fail(): never {
  throw new Error("There are no metrics");
}

test("a tenant without calls has zeros, and nothing of anybody else", async () => {
  const empty = await harness.createTenant();
  const overview = await getOverview(tenantContext(harness.db, empty.userId), comparedOf("90d"));
  expect(overview).toMatchObject({
    hasCalls: false,
    hotLeads: [],
    bestAgent: null,
    hours: [],
    creditsLeft: 15,
    agentCount: 1,
  });
  expect(Object.values(overview.current).every((value) => value === 0)).toBe(true);
});

test("the rollups are read through an index that is bounded by tenant and day", async () => {
  const plan = await harness.db.tenant(tenant.userId, async (tx) => {
    await tx.query("SET LOCAL enable_seqscan = off");
    const { rows } = await tx.query<{ "QUERY PLAN": string }>(
      "EXPLAIN SELECT total_calls FROM user_daily_analytics WHERE user_id = $1 AND date BETWEEN $2::date AND $3::date",
      [tenant.userId, "2026-10-01", today],
    );
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).toMatch(/Index Cond: .*date >= '2026-10-01'::date.*date <= '2026-10-31'::date/);
});
