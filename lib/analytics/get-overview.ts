import type { Context } from "@/lib/db/context";
import type { FigureKey } from "@/lib/db/figure-cache";
import { requirePermission } from "@/lib/db/require-permission";
import { shareFigures } from "@/lib/db/share-figures";
import type { Transaction } from "@/lib/db/transaction";
import { findDueFollowUps } from "@/lib/follow-ups/find-due-follow-ups";
import { eachDay } from "@/lib/platform/date-range/days";
import type { DateRange } from "@/lib/platform/date-range/schema";
import { todayIn } from "@/lib/platform/date-range/today-in";
import type { DayFigures, Overview, OverviewPoint } from "./overview";
import { packDays, packedDays, unpackDays } from "./packed-days";
import { addUp, noFigures } from "./period-figures";
import { readBestAgent } from "./read-best-agent";
import { readDays } from "./read-days";
import { readHotLeads } from "./read-hot-leads";
import { hourlyPoints, readHours } from "./read-hours";
import { readWeekHours } from "./read-week-hours";

/** A period that shows more days than a quarter is added up from hundreds of rows, which instances share. */
const daysOfOneInstanceMax = 92;

/** All figures of the Overview: two periods of rollups, the balance, what is due, and hot leads by index; from memory while nothing changes. */
export async function getOverview(ctx: Context, { range }: { range: DateRange }): Promise<Overview> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const today = todayIn(timezone, ctx.clock.now());
  const read = () => readFigures(ctx, { userId, timezone }, range);
  const key: FigureKey<OverviewFigures> = `overview ${range.previousFrom} ${range.from} ${range.to} ${today} ${timezone}`;
  const figures = await (ctx.figures ? ctx.figures.remember(userId, key, read) : read());

  const found = new Map(figures.days.map((day) => [day.day, day]));
  const fill = (from: string, to: string) => eachDay(from, to).map((day) => found.get(day) ?? { day, ...noFigures });
  const days = fill(range.from, range.to);
  const previousDays = fill(range.previousFrom, range.previousTo);
  const { account, hoursOfDay } = figures;
  return {
    range,
    timezone,
    days,
    points: hoursOfDay
      ? hourlyPoints(hoursOfDay, { timezone, now: ctx.clock.now() }, range)
      : dailyPoints(days, previousDays),
    current: addUp(days),
    previous: addUp(previousDays),
    creditsLeft: account.credits,
    hotLeads: figures.hotLeads,
    hours: figures.hours,
    bestAgent: figures.bestAgent,
    dueFollowUps: figures.dueFollowUps,
    hasCalls: account.has_calls,
    agentCount: account.agent_count,
    asOf: figures.asOf,
  };
}

type OverviewFigures = Awaited<ReturnType<typeof readFigures>>;

async function readFigures(ctx: Context, tenant: { userId: string; timezone: string }, range: DateRange) {
  const { userId } = tenant;
  const asOf = ctx.clock.now().toISOString();
  const shared = range.days > daysOfOneInstanceMax ? await shareDays(ctx, userId, range) : null;
  const dueFollowUps = findDueFollowUps(ctx);
  const figures = ctx.db.tenant(userId, async (tx) => ({
    days: shared ?? (await readDays(tx, userId, range.previousFrom, range.to)),
    hoursOfDay: range.days === 1 ? await readHours(tx, tenant, range) : null,
    hours: await readWeekHours(tx, userId, range),
    bestAgent: await readBestAgent(tx, userId, range),
    account: await readAccount(tx, userId),
    hotLeads: await readHotLeads(tx, userId),
  }));
  const [found, due] = await Promise.all([figures, dueFollowUps]);
  return { ...found, dueFollowUps: due, asOf };
}

function shareDays(ctx: Context, userId: string, { previousFrom, to }: DateRange): Promise<DayFigures[]> {
  return shareFigures(ctx.db, userId, {
    key: `${packedDays} ${previousFrom} ${to}`,
    pack: packDays,
    unpack: unpackDays,
    compute: (tx) => readDays(tx, userId, previousFrom, to),
  });
}

function dailyPoints(days: readonly DayFigures[], previousDays: readonly DayFigures[]): OverviewPoint[] {
  return days.map(({ day, calls }, index) => {
    const previous = previousDays[index];
    return { day, hour: null, calls, previousDay: previous?.day ?? day, previousCalls: previous?.calls ?? 0 };
  });
}

async function readAccount(tx: Transaction, userId: string) {
  const { rows } = await tx.query<{ credits: number; has_calls: boolean; agent_count: number }>(
    `SELECT u.credits, EXISTS (SELECT FROM calls c WHERE c.user_id = u.id) AS has_calls,
            (SELECT count(*)::integer FROM agents a WHERE a.user_id = u.id) AS agent_count
       FROM users u WHERE u.id = $1`,
    [userId],
  );
  return rows[0] ?? { credits: 0, has_calls: false, agent_count: 0 };
}
