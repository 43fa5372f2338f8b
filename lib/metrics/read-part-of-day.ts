import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import type { CountedTable } from "./declaration";
import type { DimensionFilters } from "./dimensions";
import { filterConditions } from "./filter-conditions";
import { counters } from "./registry";
import { namedSegmentColumns, segmentColumns, selectedSegmentColumns } from "./segment-columns";
import { segmentOf } from "./segment-of";
import { type SegmentRow, segmentTotalNames, type Tenant, totalsOf } from "./totals";

type PartOfDay = { to: string; until?: string | null };

/** How the tables are called whose rows are counted: a call has at most one row of each. */
const aliases: Readonly<Record<CountedTable, string>> = { calls: "c", lead_analytics: "l", agent_call_outcomes: "o" };

/** What the counters of a table take from each of its rows. */
const valuesIn = (table: CountedTable) =>
  segmentTotalNames
    .filter((field) => counters[field].table === table)
    .map((field) => sql<number>`${sql.raw(counters[field].value)}`.as(field));

/**
 * The segments of a day's calls that began before a time of day, counted as the rollups count them. Rollups know no time: this looks at one
 * day's calls by index, however long the history is.
 */
export async function readPartOfDay(
  { kysely }: Transaction,
  { userId, timezone }: Tenant,
  { to: day, until }: PartOfDay,
  filters: DimensionFilters,
): Promise<SegmentRow[]> {
  const rows = await kysely
    .selectFrom((eb) =>
      eb
        .selectFrom("calls as c")
        .select(["c.id", "c.user_id", ...selectedSegmentColumns("c"), ...valuesIn("calls")])
        .where("c.user_id", "=", userId)
        .where("c.is_counted", "=", true)
        .where("c.call_date", "=", day)
        .where(sql<boolean>`c.started_at < ((${day}::date + ${until}::time) AT TIME ZONE ${timezone})`)
        .where(sql<boolean>`c.started_at >= (${day}::date::timestamp AT TIME ZONE ${timezone}) - interval '2 hours'`)
        .where((eb) => eb.and(filterConditions(filters, "c")))
        .as("c"),
    )
    .leftJoin(
      (eb) =>
        eb
          .selectFrom("lead_analytics")
          .select(["call_id", ...valuesIn("lead_analytics")])
          .as("l"),
      (join) => join.onRef("l.call_id", "=", "c.id"),
    )
    .leftJoin(
      (eb) =>
        eb
          .selectFrom("agent_call_outcomes")
          .select(["call_id", ...valuesIn("agent_call_outcomes")])
          .as("o"),
      (join) => join.onRef("o.call_id", "=", "c.id"),
    )
    .select([
      ...namedSegmentColumns("c"),
      ...segmentTotalNames.map((field) =>
        sql<number>`coalesce(sum(${sql.ref(`${aliases[counters[field].table]}.${field}`)}), 0)::integer`.as(field),
      ),
    ])
    .groupBy(segmentColumns("c"))
    .execute();
  return rows.flatMap((row) => {
    const segment = segmentOf(row);
    return segment ? [{ ...segment, totals: totalsOf(row) }] : [];
  });
}
