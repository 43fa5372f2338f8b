import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";

/** One of the lines, areas or kinds of bars of a chart. */
export type ChartSeries = {
  key: string;
  label: string;
  /** A CSS value. */
  color: string;
  shape: "line" | "area" | "bar" | "step";
  /** What the chart's own period is compared with: dashed, and grey by its colour. */
  isDashed?: true;
  /** Series of one stack lie on each other. */
  stack?: string;
  /** Heads the column of the table that says what each value of the series is of, where that differs from its row. */
  noteLabel?: string;
};

/** A point on the axis of a chart. A value is null where it is unknown or in the future. */
export type ChartPoint = {
  /** The full name, for the tooltip and the table. */
  label: string;
  /** Short, as the axis does. */
  tick: string;
  /** Not over yet: its values may still grow. */
  isRunning?: boolean;
  values: Readonly<Record<string, number | null>>;
  /** The calls behind each value. */
  hrefs: Readonly<Record<string, string | null>>;
  /** What a value is of, by the key of its series. */
  notes?: Readonly<Record<string, string | null>>;
};

/** Calls, a share in per cent, or a score of 0 to 100. */
export type ChartUnit = "count" | "percent" | "score";

/** A value with its unit; a dash for none. */
export function valueText(value: number | null | undefined, unit: ChartUnit): string {
  if (value === null || value === undefined) return "–";
  return unit === "percent" ? `${formatDecimal(value, 1)}\u00a0%` : formatCount(value);
}

/** The list behind a point, which is that of its first series that has one. */
export function hrefOf(point: ChartPoint | undefined, series: readonly ChartSeries[]): string | null {
  return series.map(({ key }) => point?.hrefs[key]).find((href) => href !== null && href !== undefined) ?? null;
}
