import { parseAnalyticsQuery } from "@/lib/analytics/analytics-query";
import { type AnalyticsTable, analyticsTable, analyticsTableNames } from "@/lib/analytics/analytics-table";
import { type Analytics, getAnalytics } from "@/lib/analytics/get-analytics";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { localNow } from "@/lib/platform/date-range/local-now";
import { AppError } from "@/lib/platform/errors";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { answer } from "../../_answer";
import { csvAnswer } from "../../_csv";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const name = analyticsTableNames.find((each) => each === params.table);
  if (!name) throw new AppError("NOT_FOUND", "There is no such table.");
  const query = parseAnalyticsQuery(params, localNow(ctx.actor.timezone, ctx.clock.now()));
  const analytics = await getAnalytics(ctx, { query });
  const table = analyticsTable(analytics, name);
  return csvAnswer({
    name: `callwright-analytics-${name}-${query.range.from}-${query.range.to}`,
    header: table.header,
    pages: linesOf(table, analytics),
    signal: request.signal,
  });
});

/** The table, and below it whose days its figures are of and what they mean. */
async function* linesOf({ lines, definitions }: AnalyticsTable, { query, timezone, asOf }: Analytics) {
  const { range, comparison, filters } = query;
  yield lines;
  yield [
    [],
    [`Days from ${range.from} to ${range.to} in ${timezone}, as of ${asOf}`],
    [`Compared with ${formatComparison(comparison)}`],
    ...Object.entries(filters).map(([name, value]) => [`Only ${name} ${value}`]),
    ...definitions.map((definition) => [definition]),
  ];
}
