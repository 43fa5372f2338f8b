import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { wholeDaysOf } from "@/lib/platform/date-range/comparison";
import type { DimensionFilters } from "./dimensions";
import { filterConditions } from "./filter-conditions";
import { readPartOfDay } from "./read-part-of-day";
import { sumsOf } from "./rollup-columns";
import { namedSegmentColumns, segmentColumns } from "./segment-columns";
import { segmentOf } from "./segment-of";
import {
  addSegments,
  type Days,
  type SegmentRow,
  type SegmentTotals,
  segmentTotalNames,
  type Tenant,
  totalsOf,
} from "./totals";

export type SegmentDay = { day: string; totals: SegmentTotals };

export type SegmentPeriod = { segments: SegmentRow[]; days: SegmentDay[] };

export type SegmentQuery = {
  periods: readonly Days[];
  /** For how many periods, from the first, the days are also returned. */
  periodsByDay?: number;
  filters: DimensionFilters;
};

/**
 * The segments of some periods, and their days, under the same filters: two groupings of one reading. The periods may overlap. A
 * tenant has a row for each day and each value of the dimensions that had a call, however many calls those are. The part of a day that a
 * period may end with is counted from its calls.
 */
export async function readSegments(tx: Transaction, tenant: Tenant, query: SegmentQuery): Promise<SegmentPeriod[]> {
  const { periods, filters } = query;
  const rows = await segmentsOf(tx, tenant, query).execute();
  const whole = periods.map((_, index) => {
    const own = rows.filter(({ period }) => period === index + 1);
    return {
      segments: own.flatMap((row) => {
        const segment = segmentOf(row);
        return segment ? [{ ...segment, totals: totalsOf(row) }] : [];
      }),
      days: own.flatMap((row) => (row.day ? [{ day: row.day, totals: totalsOf(row) }] : [])),
    };
  });
  const found: SegmentPeriod[] = [];
  for (const [index, period] of periods.entries())
    found.push(withPart(whole[index], period.until ? await readPartOfDay(tx, tenant, period, filters) : [], period.to));
  return found;
}

type Span = { first_day: string; last_day: string; period: number };

/** The statement that reads them. */
export function segmentsOf(
  { kysely }: Transaction,
  { userId }: Tenant,
  { periods, periodsByDay = periods.length, filters }: SegmentQuery,
) {
  const spans = periods.map(wholeDaysOf);
  const [firstDays, lastDays] = [spans.map(({ from }) => from), spans.map(({ to }) => to)];
  // Grouped by and returned, so that it has to be the same text twice, and not two parameters.
  const day = sql<string | null>`CASE WHEN p.period <= ${sql.lit(Math.trunc(periodsByDay))} THEN s.date END`;
  return kysely
    .selectFrom(
      sql<Span>`unnest(${firstDays}::date[], ${lastDays}::date[]) WITH ORDINALITY`.as<"p">(
        sql`p (first_day, last_day, period)`,
      ),
    )
    .innerJoin("call_segment_analytics as s", (join) =>
      join.onRef("s.date", ">=", "p.first_day").onRef("s.date", "<=", "p.last_day"),
    )
    .select([
      sql<number>`p.period::integer`.as("period"),
      day.as("day"),
      ...namedSegmentColumns("s"),
      ...sumsOf("segments", segmentTotalNames),
    ])
    .where("s.user_id", "=", userId)
    .where((eb) => eb.and(filterConditions(filters, "s")))
    .groupBy(sql`GROUPING SETS ((p.period, ${sql.join(segmentColumns("s"))}), (p.period, ${day}))`);
}

/** A period with what is known about the part of its last day, whose segments then come twice. */
function withPart(period: SegmentPeriod = { segments: [], days: [] }, part: SegmentRow[], day: string): SegmentPeriod {
  if (part.length === 0) return period;
  return {
    segments: [...period.segments, ...part],
    days: [...period.days, { day, totals: addSegments(part.map(({ totals }) => totals)) }],
  };
}
