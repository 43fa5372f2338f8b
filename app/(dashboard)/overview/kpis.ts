import { formatFigure } from "@/lib/analytics/format-figure";
import { figureHref, type Measure, type MeasureName, measures } from "@/lib/analytics/measures";
import type { DayFigures, Overview } from "@/lib/analytics/overview";
import { callsHref, ended } from "@/lib/calls/calls-href";
import { shownIn } from "@/lib/metrics/registry";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatCount } from "@/lib/platform/format/format-count";

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
  measure: "relative" | "points";
  /** Which way is better; null where neither is. */
  better: "up" | "down" | null;
  /** Replaces the change where a figure has none. */
  note?: string;
  series: number[];
  /** Whether the last day of the series is not over yet. */
  isLastRunning: boolean;
  href: string;
};

/** The figures that head the Overview, each with the calls that stand behind it. */
export function kpisOf(overview: Overview): Kpi[] {
  const kpis = shownIn.overview.map((name) => toKpi(name, overview));
  kpis.splice(-1, 0, creditsLeft(overview));
  return kpis;
}

function toKpi(name: MeasureName, { current, previous, days, range, comparison }: Overview): Kpi {
  const measure: Measure = measures[name];
  const now = measure.of(current);
  const before = measure.of(previous);
  return {
    key: name,
    label: measure.label,
    definition: measure.definition,
    value: formatFigure(measure, now),
    unit: now === null ? undefined : measure.unit,
    current: now,
    previous: before,
    base: before === null ? null : `${formatFigure(measure, before)}${unitBeside(measure)}`,
    baseDays: formatComparison(comparison),
    measure: measure.unit === "%" ? "points" : "relative",
    better: measure.better,
    series: days.map((day) => measure.of(day) ?? 0),
    isLastRunning: comparison.until !== null,
    href: figureHref(range, {}, name),
  };
}

function unitBeside({ unit }: Measure): string {
  return unit === "%" ? "\u00a0%" : "";
}

function creditsLeft({ creditsLeft: credits, current, days, range, comparison }: Overview): Kpi {
  return {
    key: "credits",
    label: "Credits left",
    definition: "Your balance right now. The line shows the credits that calls used each day.",
    value: formatCount(credits),
    current: null,
    previous: null,
    base: null,
    baseDays: null,
    measure: "relative",
    better: null,
    note: `${formatCount(current.creditsUsed)} used in this period`,
    series: days.map((day: DayFigures) => day.creditsUsed),
    isLastRunning: comparison.until !== null,
    href: callsHref(range, ended),
  };
}
