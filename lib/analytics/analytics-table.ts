import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { dimensions, shownDimensions } from "@/lib/metrics/dimensions";
import { cellsOf, type MetricCell } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { countedByHour, shownIn } from "@/lib/metrics/registry";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatSpan } from "@/lib/platform/format/format-span";
import { weekdayNames } from "@/lib/platform/format/months";
import { filterParams } from "./analytics-query";
import { type BreakdownRow, breakdownOf, totalOf } from "./breakdown";
import { qualifiedFunnel } from "./funnel";
import type { Analytics } from "./get-analytics";
import { weekGrid } from "./week-grid";

export const analyticsTableNames = [...shownDimensions, "periods", "hours", "funnel"] as const;
export type AnalyticsTableName = (typeof analyticsTableNames)[number];

/** A table of Analytics for its CSV file: the metrics that the page shows, without rounding. */
export type AnalyticsTable = { header: string[]; lines: (string | number | null)[][]; definitions: string[] };

/** One of the analytics' tables, with what its metrics mean. */
export function analyticsTable(analytics: Analytics, name: AnalyticsTableName): AnalyticsTable {
  if (name === "hours") return hoursTable(analytics);
  if (name === "funnel") return funnelTable(analytics);
  const ranges = comparedRanges(analytics.query);
  const total = totalOf(analytics);
  const definitions = shownIn.tables.map(definitionOf);
  if (name === "periods") {
    return {
      header: ["Metric", formatSpan(analytics.query.range), formatComparison(analytics.query.comparison)],
      lines: cellsOf(total, ranges).map(({ metric, value, other }) => [labelOf(metric), value, other]),
      definitions,
    };
  }
  const lineOf = (row: BreakdownRow) => [
    row.label,
    row.rank,
    ...cellsOf(row, ranges).flatMap(({ value, other }) => [value, other]),
  ];
  return {
    header: [
      dimensions[name].label,
      "Rank",
      ...shownIn.tables.flatMap((metric) => [labelOf(metric), `${labelOf(metric)}, compared with`]),
    ],
    lines: [...breakdownOf(analytics, name), total].map(lineOf),
    definitions,
  };
}

function labelOf(name: MetricCell["metric"]): string {
  const { label, unit }: Metric = metrics[name];
  return unit ? `${label} (${unit})` : label;
}

function definitionOf(name: MetricCell["metric"]): string {
  return `${metrics[name].label}: ${metrics[name].definition}`;
}

function hoursTable({ query, hours }: Analytics): AnalyticsTable {
  const grids = countedByHour.map((metric) => weekGrid(query.range, hours, metric));
  return {
    header: ["Weekday", "Hour", ...countedByHour.map(labelOf)],
    lines: weekdayNames.flatMap((weekday, day) =>
      Array.from({ length: 24 }, (_, hour) => [weekday, hour, ...grids.map((grid) => grid[day]?.[hour]?.value ?? 0)]),
    ),
    definitions: ["Hours cover the whole account, whatever the filters.", ...countedByHour.map(definitionOf)],
  };
}

function funnelTable(analytics: Analytics): AnalyticsTable {
  const { query } = analytics;
  const steps = qualifiedFunnel(query.range, filterParams(query.filters), totalOf(analytics).current);
  return {
    header: ["Step", "Calls"],
    lines: steps.map(({ label, value }) => [label, value]),
    definitions: steps.map(({ label, definition }) => `${label}: ${definition}`),
  };
}
