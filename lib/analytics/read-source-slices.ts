import { sql } from "kysely";
import type { CallSource } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { DimensionFilters } from "@/lib/metrics/dimensions";
import { filterConditions } from "@/lib/metrics/filter-conditions";
import { sumsOf } from "@/lib/metrics/rollup-columns";
import { addSegments, type SegmentTotals, segmentTotalNames, totalsOf } from "@/lib/metrics/totals";
import type { Span } from "@/lib/platform/date-range/comparison";

/** What a slice of a period had: its totals, and its calls by source. */
export type SourceSlice = Span & { totals: SegmentTotals; calls: Record<CallSource, number> };

/** A period's slices by source, from daily rollups; also those without calls. */
export async function readSourceSlices(
  { kysely }: Transaction,
  userId: string,
  slices: readonly Span[],
  filters: DimensionFilters,
): Promise<SourceSlice[]> {
  const [first, last] = [slices[0], slices.at(-1)];
  if (!first || !last) return [];
  const rows = await kysely
    .selectFrom("call_segment_analytics as s")
    .select(["s.date as day", sql<CallSource>`s.call_source`.as("source"), ...sumsOf("segments", segmentTotalNames)])
    .where("s.user_id", "=", userId)
    .where("s.date", ">=", first.from)
    .where("s.date", "<=", last.to)
    .where((eb) => eb.and(filterConditions(filters, "s")))
    .groupBy(["s.date", "s.call_source"])
    .execute();
  return slices.map(({ from, to }) => {
    const own = rows.filter(({ day }) => from <= day && day <= to);
    const callsOf = (source: CallSource) => own.reduce((sum, row) => sum + (row.source === source ? row.calls : 0), 0);
    return {
      from,
      to,
      totals: addSegments(own.map(totalsOf)),
      calls: { phone: callsOf("phone"), internet: callsOf("internet"), unknown: callsOf("unknown") },
    };
  });
}
