import type { Context } from "@/lib/db/context";
import type { FigureKey } from "@/lib/db/figure-cache";
import { requirePermission } from "@/lib/db/require-permission";
import { shareFigures } from "@/lib/db/share-figures";
import type { Transaction } from "@/lib/db/transaction";
import { findDueFollowUps } from "@/lib/follow-ups/find-due-follow-ups";
import { wholeDaysOf } from "@/lib/platform/date-range/comparison";
import { eachDay } from "@/lib/platform/date-range/days";
import { localNow } from "@/lib/platform/date-range/local-now";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { DayFigures, Overview } from "./overview";
import { packDays, packedDays, unpackDays } from "./packed-days";
import { type CallsSlice, pairSlices } from "./pair-slices";
import { addUp, figuresOfSegments, noFigures } from "./period-figures";
import { readBestAgent } from "./read-best-agent";
import { readDays } from "./read-days";
import { readHotLeads } from "./read-hot-leads";
import { hourlyPoints, readHours } from "./read-hours";
import { readLifetime } from "./read-lifetime";
import { readPartOfDay } from "./read-part-of-day";
import type { Days, Tenant } from "./read-segments";
import { readWeekHours } from "./read-week-hours";

/** A period that shows more days than a quarter is added up from hundreds of rows, which instances share. */
const daysOfOneInstanceMax = 92;

/** All figures of the Overview: two periods of rollups, the balance, what is due, and hot leads by index; from memory while nothing changes. */
export async function getOverview(ctx: Context, compared: ComparedRange): Promise<Overview> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const { range, comparison } = compared;
  const now = localNow(timezone, ctx.clock.now());
  const read = () => readFigures(ctx, { userId, timezone }, compared);
  const key: FigureKey<OverviewFigures> = `overview ${[
    range.from,
    range.to,
    comparison.from,
    comparison.to,
    comparison.until,
    now.day,
    timezone,
  ].join(" ")}`;
  const figures = await (ctx.figures ? ctx.figures.remember(userId, key, read) : read());

  const days = fill(range, figures.days);
  const previousDays = fill(comparison, figures.previousDays);
  const { account, hoursOfDay } = figures;
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
    lifetime: figures.lifetime,
    hotLeads: figures.hotLeads,
    hours: figures.hours,
    bestAgent: figures.bestAgent,
    dueFollowUps: figures.dueFollowUps,
    hasCalls: account.hasCalls,
    agentCount: account.agentCount,
    asOf: figures.asOf,
  };
}

type OverviewFigures = Awaited<ReturnType<typeof readFigures>>;

async function readFigures(ctx: Context, tenant: Tenant, { range, comparison }: ComparedRange) {
  const { userId } = tenant;
  const asOf = ctx.clock.now().toISOString();
  const wholeDays = wholeDaysOf(comparison);
  const shared =
    range.days > daysOfOneInstanceMax
      ? await Promise.all([shareDays(ctx, userId, range), shareDays(ctx, userId, wholeDays)])
      : null;
  const dueFollowUps = findDueFollowUps(ctx);
  const figures = ctx.db.tenant(userId, async (tx) => ({
    days: shared?.[0] ?? (await readDays(tx, userId, range)),
    previousDays: [
      ...(shared?.[1] ?? (await readDays(tx, userId, wholeDays))),
      ...(comparison.until
        ? [{ day: comparison.to, ...figuresOfSegments(await readPartOfDay(tx, tenant, comparison, {})) }]
        : []),
    ],
    hoursOfDay: range.days === 1 ? await readHours(tx, tenant, [range.from, comparison.from]) : null,
    hours: await readWeekHours(tx, userId, range),
    bestAgent: await readBestAgent(tx, userId, range),
    account: await readAccount(tx, userId),
    hotLeads: await readHotLeads(tx, userId),
    lifetime: await readLifetime(tx),
  }));
  const [found, due] = await Promise.all([figures, dueFollowUps]);
  return { ...found, dueFollowUps: due, asOf };
}

function shareDays(ctx: Context, userId: string, { from, to }: Days): Promise<DayFigures[]> {
  return shareFigures(ctx.db, userId, {
    key: `${packedDays} ${from} ${to}`,
    pack: packDays,
    unpack: unpackDays,
    compute: (tx) => readDays(tx, userId, { from, to }),
  });
}

function fill({ from, to }: Days, known: readonly DayFigures[]): DayFigures[] {
  const found = new Map(known.map((day) => [day.day, day]));
  return eachDay(from, to).map((day) => found.get(day) ?? { day, ...noFigures });
}

const slicesOf = (days: readonly DayFigures[]): CallsSlice[] =>
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
