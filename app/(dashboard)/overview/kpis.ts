import { formatFigure } from "@/lib/analytics/format-figure";
import { figureHref, type Measure, type MeasureName, measures } from "@/lib/analytics/measures";
import type { DayFigures, Overview } from "@/lib/analytics/overview";
import { callsHref, ended } from "@/lib/calls/calls-href";
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
  measure: "relative" | "points";
  /** Which way is better; null where neither is. */
  better: "up" | "down" | null;
  /** Replaces the change where a figure has none. */
  note?: string;
  series: number[];
  href: string;
};

const shown = [
  "calls",
  "success",
  "minutes",
  "leads",
  "qualified",
  "conversion",
  "cta",
  "cost",
] as const satisfies MeasureName[];

/** The figures that head the Overview, each with the calls that stand behind it. */
export function kpisOf(overview: Overview): Kpi[] {
  const kpis = shown.map((name) => toKpi(name, overview));
  kpis.splice(-1, 0, creditsLeft(overview));
  return kpis;
}

function toKpi(name: MeasureName, { current, previous, days, range }: Overview): Kpi {
  const measure: Measure = measures[name];
  const now = measure.of(current);
  const before = measure.of(previous);
  // A day that is still running has neither gained nor lost against one that is over.
  const isRunning = range.preset === "today";
  return {
    key: name,
    label: measure.label,
    definition: measure.definition,
    value: formatFigure(measure, now),
    unit: now === null ? undefined : measure.unit,
    current: now,
    previous: before,
    base:
      before === null
        ? null
        : `${formatFigure(measure, before)}${unitBeside(measure)}${isRunning ? " all yesterday" : ""}`,
    measure: measure.unit === "%" ? "points" : "relative",
    better: isRunning ? null : measure.better,
    series: days.map((day) => measure.of(day) ?? 0),
    href: figureHref(range, {}, name),
  };
}

function unitBeside({ unit }: Measure): string {
  return unit === "%" ? "\u00a0%" : "";
}

function creditsLeft({ creditsLeft: credits, current, days, range }: Overview): Kpi {
  return {
    key: "credits",
    label: "Credits left",
    definition: "Your balance right now. The line shows the credits that calls used each day.",
    value: formatCount(credits),
    current: null,
    previous: null,
    base: null,
    measure: "relative",
    better: null,
    note: `${formatCount(current.creditsUsed)} used in this period`,
    series: days.map((day: DayFigures) => day.creditsUsed),
    href: callsHref(range, ended),
  };
}
