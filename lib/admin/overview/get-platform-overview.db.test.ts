import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordRun } from "@/lib/jobs/record-run";
import { scheduledTasks } from "@/lib/jobs/schedule";
import { addDays } from "@/lib/platform/date-range/days";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { contextOf } from "@/test/admin-context";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { getPlatformOverview } from "./get-platform-overview";
import { addUpDays } from "./platform-totals";

let harness: IngestHarness;
const tenants: TestTenant[] = [];
beforeAll(async () => {
  harness = await createIngestHarness();
  for (const timezone of ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
    tenants.push(await harness.createTenant({ timezone }));
});
afterAll(() => harness.dispose());

const today = () => localNow("UTC", new Date());
async function overview(params: Record<string, string> = { range: "30d" }) {
  const now = today();
  return getPlatformOverview(contextOf(harness, "admin"), resolveCompared(params, now));
}
async function run(name: string): Promise<number> {
  const task = scheduledTasks[name];
  if (!task) throw new Error(`There is no task ${name}.`);
  return recordRun(harness.context(), name, (ctx) => task(ctx, { storage: harness.storage }));
}

/** The platform's days from the calls themselves. */
const recounted = () =>
  harness.rows(
    `SELECT c.call_date::text AS date, count(DISTINCT c.user_id)::integer AS active_tenants, count(*)::integer AS total_calls,
       count(*) FILTER (WHERE c.status = 'completed')::integer AS successful_calls,
       sum(c.duration_minutes)::integer AS total_duration_minutes, sum(c.credits_used)::integer AS credits_used,
       count(l.id)::integer AS leads_generated, count(*) FILTER (WHERE l.is_qualified)::integer AS qualified_leads
     FROM calls c LEFT JOIN lead_analytics l ON l.call_id = c.id
     WHERE c.status IN ('completed', 'failed') GROUP BY 1 ORDER BY 1`,
  );
const kept = () =>
  harness.rows(
    `SELECT date::text, active_tenants, total_calls::integer, successful_calls::integer, total_duration_minutes::integer,
       credits_used::integer, leads_generated::integer, qualified_leads::integer
     FROM platform_daily_analytics WHERE total_calls > 0 ORDER BY 1`,
  );

const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("insert" as const),
      tenant: fc.nat(2),
      daysAgo: fc.nat(40),
      status: fc.constantFrom("completed" as const, "failed" as const, "in_progress" as const),
      seconds: fc.nat(900),
      score: fc.option(fc.nat(100)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("move" as const), pick: fc.nat(), daysAgo: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "refresh" as const }) },
);

test("after any operations, what waits for the job makes the platform's days equal a recount from the calls", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (operations) => {
      for (const each of operations) {
        const someCall =
          "(SELECT id FROM calls ORDER BY id OFFSET $1 % greatest((SELECT count(*) FROM calls), 1) LIMIT 1)";
        if (each.kind === "refresh") await run("refresh-platform-days");
        else if (each.kind === "delete") await harness.rows(`DELETE FROM calls WHERE id = ${someCall}`, [each.pick]);
        else if (each.kind === "move")
          await harness.rows(`UPDATE calls SET started_at = now() - make_interval(days => $2) WHERE id = ${someCall}`, [
            each.pick,
            each.daysAgo,
          ]);
        else
          await insertCall(harness.owner, tenants[each.tenant] ?? { userId: "", agentId: "", providerAgentId: "" }, {
            startedAt: new Date(Date.now() - each.daysAgo * 86_400_000).toISOString(),
            status: each.status,
            durationSeconds: each.seconds,
            lead: each.score === null || each.status === "in_progress" ? undefined : { score: each.score },
          });
      }
      await run("refresh-platform-days");
      expect(await kept()).toEqual(await recounted());
      expect(await harness.rows("SELECT FROM platform_day_changes")).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test("a day that is wrong for whatever reason is right after the nightly recount", async () => {
  await insertCall(harness.owner, tenants[0] ?? { userId: "", agentId: "", providerAgentId: "" }, {
    startedAt: new Date().toISOString(),
  });
  await run("refresh-platform-days");
  await harness.rows("UPDATE platform_daily_analytics SET total_calls = total_calls + 7");
  await harness.rows(
    "DELETE FROM platform_daily_analytics WHERE date = (SELECT min(date) FROM platform_daily_analytics)",
  );
  await harness.rows("INSERT INTO platform_daily_analytics VALUES ('2020-01-01', 1, 5, 5, 5, 5, 5, 5)");
  expect(await run("refresh-platform-days")).toBe(0);
  expect(await kept()).not.toEqual(await recounted());
  expect(await run("recount-platform-days")).toBeGreaterThan(0);
  expect(await kept()).toEqual(await recounted());
});

test("of two refreshes at once one works, and a change that commits meanwhile waits for the next", async () => {
  const { default: pg } = await import("pg");
  const writer = new pg.Client({ connectionString: harness.connectionString });
  await writer.connect();
  await writer.query("BEGIN");
  await insertCall(writer, tenants[1] ?? { userId: "", agentId: "", providerAgentId: "" }, {
    startedAt: new Date().toISOString(),
  });
  await harness.rows("BEGIN");
  await harness.rows("SELECT refresh_platform_days()");
  expect(await run("refresh-platform-days")).toBe(0);
  await harness.rows("COMMIT");
  await writer.query("COMMIT");
  await writer.end();
  expect(await kept()).not.toEqual(await recounted());
  expect(await run("refresh-platform-days")).toBeGreaterThan(0);
  expect(await kept()).toEqual(await recounted());
});

test("the page's numbers are those of the raw tables", async () => {
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
  await run("refresh-platform-days");
  const { days, previousDays, state, largest, withoutCredits } = await overview();
  const now = today();
  expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 30 }, (_, n) => addDays(now.day, n - 29)));
  const raw = new Map((await recounted()).map((row) => [row.date, row]));
  for (const { day, calls, activeTenants, minutes, creditsUsed, leads } of [...days, ...previousDays]) {
    const {
      total_calls = 0,
      active_tenants = 0,
      total_duration_minutes = 0,
      credits_used = 0,
      leads_generated = 0,
    } = raw.get(day) ?? {};
    expect({ day, calls, activeTenants, minutes, creditsUsed, leads }).toEqual({
      day,
      calls: total_calls,
      activeTenants: active_tenants,
      minutes: total_duration_minutes,
      creditsUsed: credits_used,
      leads: leads_generated,
    });
  }
  const [counts] = await harness.rows(
    `SELECT count(*)::integer AS tenants, sum(credits)::integer AS outstanding, count(*) FILTER (WHERE credits <= 0)::integer AS without
     FROM users`,
  );
  expect(state).toMatchObject({
    tenants: counts?.tenants,
    creditsOutstanding: counts?.outstanding,
    withoutCredits: counts?.without,
  });
  expect(withoutCredits.map(({ credits }) => credits).every((credits) => credits <= 0)).toBe(true);
  expect(addUpDays(days)).toMatchObject({ newTenants: 3, creditsGiven: 45 });
  expect(largest.map(({ calls30d }) => calls30d)).toEqual(
    largest.map(({ calls30d }) => calls30d).toSorted((a, b) => b - a),
  );
  expect(largest[0]?.calls30d).toBe(
    (await harness.rows("SELECT max(calls_30d) AS most FROM user_kpi_summary"))[0]?.most,
  );
});

test("who has more calls than the weeks before let expect grows, and who has fewer shrinks", async () => {
  const growing = await harness.createTenant();
  const shrinking = await harness.createTenant();
  const add = async (tenant: TestTenant, daysAgo: number, count: number) => {
    for (let n = 0; n < count; n += 1)
      await insertCall(harness.owner, tenant, { startedAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString() });
  };
  await add(growing, 1, 60);
  await add(shrinking, 20, 230);
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
  const found = await overview();
  expect(found.growing[0]).toMatchObject({ id: growing.userId, calls7d: 60, expectedCalls7d: 0 });
  expect(found.shrinking[0]).toMatchObject({ id: shrinking.userId, calls7d: 0, expectedCalls7d: 70 });
  expect(found.growing.map(({ id }) => id)).not.toContain(shrinking.userId);
});

test("a period that runs is compared by its days that are over, and today with a whole day", async () => {
  const [month, day, past] = [
    await overview(),
    await overview({ range: "today" }),
    await overview({ range: "custom", from: "2026-01-05", to: "2026-01-11" }),
  ];
  expect([month.isRunning, month.previousDays.length, month.comparison.days, month.comparison.until]).toEqual([
    true,
    29,
    29,
    null,
  ]);
  expect([day.isRunning, day.days.length, day.previousDays.length]).toEqual([true, 1, 1]);
  expect([past.isRunning, past.days.length, past.previousDays.length]).toEqual([false, 7, 7]);
});

test("nobody but administrators sees the platform", async () => {
  const compared = resolveCompared({}, today());
  await expect(getPlatformOverview(contextOf(harness, "user"), compared)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getPlatformOverview(harness.context(), compared)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
