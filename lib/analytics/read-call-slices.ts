import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import type { DimensionFilters } from "@/lib/metrics/dimensions";
import { readSegments } from "@/lib/metrics/read-segments";
import type { Days, Tenant } from "@/lib/metrics/totals";
import { addSegments } from "@/lib/metrics/totals";
import { addDays } from "@/lib/platform/date-range/days";
import type { CallsSlice } from "./pair-slices";
import { firstDayOf } from "./period-days";
import type { CachedPeriodType } from "./period-type";

type CachedPeriod = { type: CachedPeriodType; from: string };
type WantedPeriod = { period_type: string; date_period: string };

/**
 * The ended calls of each slice of a period. Whole weeks and months of the whole account are kept ready in call_analytics_cache; what is cut
 * off, or narrowed, is added up from its days.
 */
export async function readCallSlices(
  tx: Transaction,
  tenant: Tenant,
  slices: readonly Days[],
  filters: DimensionFilters,
): Promise<CallsSlice[]> {
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  const cached = await readCached(tx, tenant, isNarrowed ? [] : slices.flatMap((slice) => cachedPeriodOf(slice) ?? []));
  const isCached = (slice: Days) => !isNarrowed && cachedPeriodOf(slice) !== null;
  const others = slices.filter((slice) => !isCached(slice));
  const added =
    others.length === 0 ? [] : await readSegments(tx, tenant, { periods: others, periodsByDay: 0, filters });
  return slices.map((slice) => {
    const period = isCached(slice) ? cachedPeriodOf(slice) : null;
    const calls = period
      ? (cached.get(`${period.type} ${period.from}`) ?? 0)
      : addSegments((added[others.indexOf(slice)]?.segments ?? []).map(({ totals }) => totals)).calls;
    return { from: slice.from, to: slice.to, calls };
  });
}

/** The week or month that some days are exactly; null for all others. */
function cachedPeriodOf({ from, to, until }: Days): CachedPeriod | null {
  if (until) return null;
  for (const type of ["weekly", "monthly"] as const) {
    const next = addDays(to, 1);
    const isWhole = firstDayOf(type, from) === from && firstDayOf(type, next) === next && firstDayOf(type, to) === from;
    if (isWhole) return { type, from };
  }
  return null;
}

async function readCached({ kysely }: Transaction, { userId }: Tenant, periods: readonly CachedPeriod[]) {
  if (periods.length === 0) return new Map<string, number>();
  const [types, firstDays] = [periods.map(({ type }) => type), periods.map(({ from }) => from)];
  const rows = await kysely
    .selectFrom(
      sql<WantedPeriod>`unnest(${types}::text[], ${firstDays}::date[])`.as<"p">(sql`p (period_type, date_period)`),
    )
    .innerJoin("call_analytics_cache as c", (join) =>
      join.onRef("c.period_type", "=", "p.period_type").onRef("c.date_period", "=", "p.date_period"),
    )
    .select(["c.period_type as type", "c.date_period as from", "c.total_calls as calls"])
    .where("c.user_id", "=", userId)
    .execute();
  return new Map(rows.map(({ type, from, calls }) => [`${type} ${from}`, calls]));
}
