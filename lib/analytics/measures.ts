import { type CallParams, callsHref, ended, type ListedDays } from "@/lib/calls/calls-href";
import type { Figures } from "./figures";
import { costPerQualifiedLead, percentOf } from "./period-figures";

/** A figure with its definition, and the calls that stand behind it. */
export type Measure = {
  label: string;
  definition: string;
  /** A `count` is how many calls the list has, a `sum` what they add up to, a `ratio` is made of two others. */
  kind: "count" | "sum" | "ratio";
  unit?: "%" | "min" | "credits";
  /** Which way is better; null where neither is. */
  better: "up" | "down" | null;
  of(figures: Figures): number | null;
  /** What narrows the list to those calls; of a ratio, to the calls of its numerator, or of what it is the price of. */
  behind: CallParams;
};

export const measures = {
  calls: {
    label: "Calls",
    definition: "Calls that ended, completed or failed.",
    kind: "count",
    better: "up",
    of: ({ calls }) => calls,
    behind: ended,
  },
  success: {
    label: "Success rate",
    definition: "Completed calls as a share of all calls that ended.",
    kind: "ratio",
    unit: "%",
    better: "up",
    of: ({ successfulCalls, calls }) => percentOf(successfulCalls, calls),
    behind: { status: "completed" },
  },
  answered: {
    label: "Answered",
    definition: "Calls that somebody answered: their outcome is completed or disconnected.",
    kind: "count",
    better: "up",
    of: ({ answeredCalls }) => answeredCalls,
    behind: { outcome: "completed,disconnected" },
  },
  minutes: {
    label: "Minutes",
    definition: "Started minutes of all calls that ended: what credits are charged for.",
    kind: "sum",
    unit: "min",
    better: null,
    of: ({ minutes }) => minutes,
    behind: ended,
  },
  leads: {
    label: "Lead calls",
    definition:
      "Calls whose conversation carried a score, a request or the person's details. Somebody who calls twice counts twice; Leads counts people.",
    kind: "count",
    better: "up",
    of: ({ leads }) => leads,
    behind: { lead: "yes" },
  },
  conversion: {
    label: "Conversion",
    definition: "Lead calls as a share of all calls that ended.",
    kind: "ratio",
    unit: "%",
    better: "up",
    of: ({ leads, calls }) => percentOf(leads, calls),
    behind: { lead: "yes" },
  },
  qualified: {
    label: "Qualified lead calls",
    definition: "Lead calls whose total score reaches the qualification threshold.",
    kind: "count",
    better: "up",
    of: ({ qualifiedLeads }) => qualifiedLeads,
    behind: { qualified: "yes" },
  },
  asked: {
    label: "Asked for something",
    definition: "Calls in which the person asked for pricing, a demo, a follow-up, a sample or a human.",
    kind: "count",
    better: "up",
    of: ({ ctaCalls }) => ctaCalls,
    behind: { cta: "any" },
  },
  cta: {
    label: "CTA conversion",
    definition:
      "Calls in which the person asked for pricing, a demo, a follow-up, a sample or a human, as a share of all calls.",
    kind: "ratio",
    unit: "%",
    better: "up",
    of: ({ ctaCalls, calls }) => percentOf(ctaCalls, calls),
    behind: { cta: "any" },
  },
  credits: {
    label: "Credits used",
    definition: "Credits that the calls that ended were charged.",
    kind: "sum",
    unit: "credits",
    better: null,
    of: ({ creditsUsed }) => creditsUsed,
    behind: ended,
  },
  cost: {
    label: "Cost per qualified lead",
    definition: "Credits used divided by qualified lead calls.",
    kind: "ratio",
    unit: "credits",
    better: "down",
    of: costPerQualifiedLead,
    behind: { qualified: "yes" },
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

/** The calls behind a measure of a group of calls. Whoever shows a figure, exports it or tests it finds its calls here. */
export function figureHref(range: ListedDays, scope: CallParams, name: MeasureName): string {
  return callsHref(range, { ...scope, ...measures[name].behind });
}
