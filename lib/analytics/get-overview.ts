import { requireTenant } from "@/lib/auth/require-tenant";
import type { Context } from "@/lib/db/context";
import type { Transaction } from "@/lib/db/transaction";
import { eachDay } from "@/lib/platform/date-range/days";
import type { DateRange } from "@/lib/platform/date-range/schema";
import type { DayFigures, Overview, OverviewPoint } from "./overview";
import { addUp, noFigures } from "./period-figures";
import { readDays } from "./read-days";
import { readHours } from "./read-hours";
import { readLatestLeads } from "./read-latest-leads";

/** All figures of the Overview in one transaction: two periods of daily rollups, the balance, and the latest leads by index. */
export async function getOverview(ctx: Context, { range }: { range: DateRange }): Promise<Overview> {
  const { userId, timezone } = requireTenant(ctx);
  const read = await ctx.db.tenant(userId, async (tx) => ({
    rows: await readDays(tx, userId, range.previousFrom, range.to),
    hours: range.days === 1 ? await readHours(tx, { userId, timezone, now: ctx.clock.now() }, range) : null,
    account: await readAccount(tx, userId),
    latestLeads: await readLatestLeads(tx, userId),
  }));
  const found = new Map(read.rows.map((row) => [row.day, row]));
  const fill = (from: string, to: string) => eachDay(from, to).map((day) => found.get(day) ?? { day, ...noFigures });
  const days = fill(range.from, range.to);
  const previousDays = fill(range.previousFrom, range.previousTo);
  return {
    range,
    timezone,
    days,
    points: read.hours ?? dailyPoints(days, previousDays),
    current: addUp(days),
    previous: addUp(previousDays),
    creditsLeft: read.account.credits,
    latestLeads: read.latestLeads,
    hasCalls: read.account.has_calls,
    agentCount: read.account.agent_count,
    asOf: ctx.clock.now().toISOString(),
  };
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
