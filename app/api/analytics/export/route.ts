import { parseAnalyticsQuery } from "@/lib/analytics/analytics-query";
import { type AnalyticsTable, analyticsTable, analyticsTableNames } from "@/lib/analytics/analytics-table";
import { type Analytics, getAnalytics } from "@/lib/analytics/get-analytics";
import type { DimensionFilters } from "@/lib/metrics/dimensions";
import { dimensionNames, dimensions } from "@/lib/metrics/dimensions";
import { localNow } from "@/lib/platform/date-range/local-now";
import { AppError } from "@/lib/platform/errors";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { metricExport } from "../../_export";

export const GET = metricExport(async (ctx, search) => {
  const params = Object.fromEntries(search);
  const name = analyticsTableNames.find((each) => each === params.table);
  if (!name) throw new AppError("NOT_FOUND", "There is no such table.");
  const query = parseAnalyticsQuery(params, localNow(ctx.actor.timezone, ctx.clock.now()));
  const analytics = await getAnalytics(ctx, { query });
  const table = analyticsTable(analytics, name);
  return {
    name: `callwright-analytics-${name}-${query.range.from}-${query.range.to}`,
    header: table.header,
    pages: linesOf(table, analytics),
  };
});

/** The table, and below it whose days its metrics are of and what they mean. */
async function* linesOf({ lines, definitions }: AnalyticsTable, { query, timezone, asOf, agents }: Analytics) {
  const { range, comparison, filters } = query;
  yield lines;
  yield [
    [],
    [`Days from ${range.from} to ${range.to} in ${timezone}, as of ${asOf}`],
    [`Compared with ${formatComparison(comparison)}`],
    ...filterLines(filters, agents),
    ...definitions.map((definition) => [definition]),
  ];
}

function filterLines(filters: DimensionFilters, agents: Analytics["agents"]): string[][] {
  return dimensionNames.flatMap((name) => {
    const value = filters[name];
    return value ? [[dimensions[name].only(agents.find(({ id }) => id === value)?.name ?? value)]] : [];
  });
}
