import type { DayFigures, Overview, PeriodFigures } from "@/lib/analytics/overview";
import { costPerQualifiedLead, percentOf } from "@/lib/analytics/period-figures";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import { callsHref, ended } from "./calls-href";

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

type Measured = Pick<Kpi, "key" | "label" | "definition" | "measure" | "better" | "href"> & {
  of(figures: PeriodFigures): number | null;
  show(value: number): string;
  unit?: string;
};

const percent = (value: number) => formatDecimal(value, 1);

/** The eight figures that head the Overview, each with the calls that stand behind it. */
export function kpisOf(overview: Overview): Kpi[] {
  const { range } = overview;
  // A day that is still running has neither gained nor lost against one that is over.
  const isRunning = range.preset === "today";
  const measured: Measured[] = [
    {
      key: "calls",
      label: "Calls",
      definition: "Calls that ended in this period, completed or failed.",
      measure: "relative",
      better: "up",
      href: callsHref(range, ended),
      of: (figures) => figures.calls,
      show: formatCount,
    },
    {
      key: "success",
      label: "Success rate",
      definition: "Completed calls as a share of all calls that ended.",
      measure: "points",
      better: "up",
      href: callsHref(range, { status: "completed" }),
      of: (figures) => percentOf(figures.successfulCalls, figures.calls),
      show: percent,
      unit: "%",
    },
    {
      key: "minutes",
      label: "Minutes",
      definition: "Started minutes of all calls that ended: what credits are charged for.",
      measure: "relative",
      better: null,
      href: callsHref(range, ended),
      of: (figures) => figures.minutes,
      show: formatCount,
      unit: "min",
    },
    {
      key: "leads",
      label: "Leads",
      definition: "Calls whose conversation carried a score, a request or the person's details.",
      measure: "relative",
      better: "up",
      href: callsHref(range, { lead: "yes" }),
      of: (figures) => figures.leads,
      show: formatCount,
    },
    {
      key: "qualified",
      label: "Qualified leads",
      definition: "Leads whose total score reaches the qualification threshold.",
      measure: "relative",
      better: "up",
      href: callsHref(range, { qualified: "yes" }),
      of: (figures) => figures.qualifiedLeads,
      show: formatCount,
    },
    {
      key: "cta",
      label: "CTA conversion",
      definition:
        "Calls in which the person asked for pricing, a demo, a follow-up, a sample or a human, as a share of all calls.",
      measure: "points",
      better: "up",
      href: callsHref(range, { cta: "any" }),
      of: (figures) => percentOf(figures.ctaCalls, figures.calls),
      show: percent,
      unit: "%",
    },
    {
      key: "cost",
      label: "Cost per qualified lead",
      definition: "Credits used in this period divided by its qualified leads.",
      measure: "relative",
      better: "down",
      href: callsHref(range, { qualified: "yes" }),
      of: costPerQualifiedLead,
      show: (value) => formatDecimal(value, 1),
      unit: "credits",
    },
  ];
  const kpis = measured.map((kpi) => toKpi(isRunning ? { ...kpi, better: null } : kpi, overview));
  kpis.splice(6, 0, creditsLeft(overview));
  return kpis;
}

function toKpi({ of, show, unit, ...kpi }: Measured, { current, previous, days, range }: Overview): Kpi {
  const now = of(current);
  const before = of(previous);
  const suffix = range.preset === "today" ? " all yesterday" : "";
  return {
    ...kpi,
    unit: now === null ? undefined : unit,
    value: now === null ? "–" : show(now),
    current: now,
    previous: before,
    base: before === null ? null : `${show(before)}${unit === "%" ? "\u00a0%" : ""}${suffix}`,
    series: days.map((day) => of(day) ?? 0),
  };
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
