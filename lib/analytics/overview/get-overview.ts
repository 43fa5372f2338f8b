import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { findDueFollowUps } from "@/lib/follow-ups/find-due-follow-ups";
import type { MetricKey } from "@/lib/live/metric-cache";
import { shareMetrics } from "@/lib/live/share-metrics";
import { addUp, noTotals, totalsOfSegments } from "@/lib/metrics/period-totals";
import { readDays } from "@/lib/metrics/read-days";
import { readPartOfDay } from "@/lib/metrics/read-part-of-day";
import type { Days, DayTotals, Tenant } from "@/lib/metrics/totals";
import { wholeDaysOf } from "@/lib/platform/date-range/comparison";
import { eachDay } from "@/lib/platform/date-range/days";
import { localNow } from "@/lib/platform/date-range/local-now";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import { type CallsSlice, pairSlices } from "../pair-slices";
import { readWeekHours } from "../read-week-hours";
import type { Overview } from "./overview";
import { packDays, packedDays, unpackDays } from "./packed-days";
import { readBestAgent } from "./read-best-agent";
import { readHotLeads } from "./read-hot-leads";
import { hourlyPoints, readHours } from "./read-hours";
import { readLifetime } from "./read-lifetime";

/** A period that shows more days than a quarter is added up from hundreds of rows, which instances share. */
const daysOfOneInstanceMax = 92;

/** All data of the Overview: two periods of rollups, the balance, due follow-ups, and hot leads by index; cached while nothing changes. */
export async function getOverview(ctx: Context, compared: ComparedRange): Promise<Overview> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const { range, comparison } = compared;
  const now = localNow(timezone, ctx.clock.now());
  const read = () => readMetrics(ctx, { userId, timezone }, compared);
  const key: MetricKey<OverviewMetrics> = `overview ${[
    range.from,
    range.to,
    comparison.from,
    comparison.to,
    comparison.until,
    now.day,
    timezone,
  ].join(" ")}`;
  const totals = await (ctx.metricCache ? ctx.metricCache.remember(userId, key, read) : read());

  const days = fill(range, totals.days);
  const previousDays = fill(comparison, totals.previousDays);
  const { account, hoursOfDay } = totals;
  return {
    range,
    comparison,
    timezone,
    days,
    points: hoursOfDay
      ? hourlyPoints(hoursOfDay, now, compared)
      : pairSlices(slicesOf(days), slicesOf(previousDays), { comparison, now }),
    current: addUp(days),
    previous: addUp(previousDays),
    creditsLeft: account.credits,
    lifetime: totals.lifetime,
    hotLeads: totals.hotLeads,
    hours: totals.hours,
    bestAgent: totals.bestAgent,
    dueFollowUps: totals.dueFollowUps,
    hasCalls: account.hasCalls,
    agentCount: account.agentCount,
    asOf: totals.asOf,
  };
}

type OverviewMetrics = Awaited<ReturnType<typeof readMetrics>>;

async function readMetrics(ctx: Context, tenant: Tenant, { range, comparison }: ComparedRange) {
  const { userId } = tenant;
  const asOf = ctx.clock.now().toISOString();
  const wholeDays = wholeDaysOf(comparison);
  const shared =
    range.days > daysOfOneInstanceMax
      ? await Promise.all([shareDays(ctx, userId, range), shareDays(ctx, userId, wholeDays)])
      : null;
  const dueFollowUps = findDueFollowUps(ctx);
  const totals = ctx.db.tenant(userId, async (tx) => ({
    days: shared?.[0] ?? (await readDays(tx, userId, range)),
    previousDays: [
      ...(shared?.[1] ?? (await readDays(tx, userId, wholeDays))),
      ...(comparison.until
        ? [{ day: comparison.to, ...totalsOfSegments(await readPartOfDay(tx, tenant, comparison, {})) }]
        : []),
    ],
    hoursOfDay: range.days === 1 ? await readHours(tx, tenant, [range.from, comparison.from]) : null,
    hours: await readWeekHours(tx, userId, range),
    bestAgent: await readBestAgent(tx, userId, range),
    account: await readAccount(tx, userId),
    hotLeads: await readHotLeads(tx, userId),
    lifetime: await readLifetime(tx),
  }));
  const [found, due] = await Promise.all([totals, dueFollowUps]);
  return { ...found, dueFollowUps: due, asOf };
}

function shareDays(ctx: Context, userId: string, { from, to }: Days): Promise<DayTotals[]> {
  return shareMetrics(ctx.db, userId, {
    key: `${packedDays} ${from} ${to}`,
    pack: packDays,
    unpack: unpackDays,
    compute: (tx) => readDays(tx, userId, { from, to }),
  });
}

function fill({ from, to }: Days, known: readonly DayTotals[]): DayTotals[] {
  const found = new Map(known.map((day) => [day.day, day]));
  return eachDay(from, to).map((day) => found.get(day) ?? { day, ...noTotals });
}

const slicesOf = (days: readonly DayTotals[]): CallsSlice[] =>
  days.map(({ day, calls }) => ({ from: day, to: day, calls }));

async function readAccount({ kysely }: Transaction, userId: string) {
  const account = await kysely
    .selectFrom("users as u")
    .select((eb) => [
      "u.credits",
      eb
        .cast<boolean>(
          eb.exists(eb.selectFrom("calls as c").select("c.id").whereRef("c.user_id", "=", "u.id")),
          "boolean",
        )
        .as("hasCalls"),
      eb
        .selectFrom("agents as a")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .whereRef("a.user_id", "=", "u.id")
        .$asScalar()
        .$notNull()
        .as("agentCount"),
    ])
    .where("u.id", "=", userId)
    .executeTakeFirst();
  return account ?? { credits: 0, hasCalls: false, agentCount: 0 };
}
