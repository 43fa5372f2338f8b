import { type CallParams, callsHref, type ListedDays } from "@/lib/calls/calls-href";
import { fieldOfMetric } from "@/lib/metrics/field-of-metric";
import type { Figures, SegmentFigures } from "./figures";
import { measures } from "./measures";

export type FunnelStep = { label: string; definition: string; value: number; href: string };

const plain = (name: "calls" | "answered" | "leads" | "asked") => ({
  label: measures[name].label,
  definition: measures[name].definition,
  behind: measures[name].behind,
  of: (figures: Figures) => figures[fieldOfMetric(name)],
});

/**
 * From calls to those who asked for something: from leads on, each step is part of the one before. A call of any status may have an
 * outcome or a lead, so the first two steps are counted by themselves.
 */
export function callFunnel(range: ListedDays, scope: CallParams, figures: Figures): FunnelStep[] {
  const demo = {
    label: "Asked for a demo",
    definition: "Calls in which the person asked for a demo.",
    behind: { cta: "demo" },
    of: ({ ctaDemo }: Figures) => ctaDemo,
  };
  return [plain("calls"), plain("answered"), plain("leads"), plain("asked"), demo].map(({ of, behind, ...step }) => ({
    ...step,
    value: of(figures),
    href: callsHref(range, { ...scope, ...behind }),
  }));
}

/** The same, ending with those of them that are qualified. */
export function qualifiedFunnel(range: ListedDays, scope: CallParams, figures: SegmentFigures): FunnelStep[] {
  return [
    ...callFunnel(range, scope, figures).slice(0, 4),
    {
      label: "Asked, and qualified",
      definition: "Lead calls that asked for something and are qualified.",
      value: figures.qualifiedCtaCalls,
      href: callsHref(range, { ...scope, cta: "any", qualified: "yes" }),
    },
  ];
}
