import { type CallParams, callsHref, type ListedDays } from "@/lib/metrics/calls-href";
import { fieldOfMetric } from "@/lib/metrics/field-of-metric";
import { metrics } from "@/lib/metrics/metrics";
import type { CallTotals, SegmentTotals } from "@/lib/metrics/totals";

export type FunnelStep = { label: string; definition: string; value: number; href: string };

const plain = (name: "calls" | "answered" | "leads" | "asked") => ({
  label: metrics[name].label,
  definition: metrics[name].definition,
  behind: metrics[name].behind,
  of: (totals: CallTotals) => totals[fieldOfMetric(name)],
});

/**
 * From calls to those who asked for something: from leads on, each step is part of the one before. A call of any status may have an
 * outcome or a lead, so the first two steps are counted on their own.
 */
export function callFunnel(range: ListedDays, scope: CallParams, totals: CallTotals): FunnelStep[] {
  const demo = {
    label: "Asked for a demo",
    definition: "Calls in which the person asked for a demo.",
    behind: { cta: "demo" },
    of: ({ ctaDemo }: CallTotals) => ctaDemo,
  };
  return [plain("calls"), plain("answered"), plain("leads"), plain("asked"), demo].map(({ of, behind, ...step }) => ({
    ...step,
    value: of(totals),
    href: callsHref(range, { ...scope, ...behind }),
  }));
}

/** The same, ending with those of them that are qualified. */
export function qualifiedFunnel(range: ListedDays, scope: CallParams, totals: SegmentTotals): FunnelStep[] {
  return [
    ...callFunnel(range, scope, totals).slice(0, 4),
    {
      label: "Asked, and qualified",
      definition: "Lead calls that asked for something and are qualified.",
      value: totals.qualifiedCtaCalls,
      href: callsHref(range, { ...scope, cta: "any", qualified: "yes" }),
    },
  ];
}
