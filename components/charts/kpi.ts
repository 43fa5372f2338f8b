/** A metric that heads a page, with what it was before and where it leads. */
export type Kpi = {
  key: string;
  label: string;
  definition: string;
  value: string;
  unit?: string;
  current: number | null;
  previous: number | null;
  /** The previous value as the change is measured against. */
  base: string | null;
  /** Which days that value is of. */
  baseDays: string | null;
  metric: "relative" | "points";
  /** Which way is better; null where neither is. */
  better: "up" | "down" | null;
  /** Replaces the change where a metric has none. */
  note?: string;
  series: number[];
  /** Whether the last day of the series is not over yet. */
  isLastRunning: boolean;
  href: string;
};
