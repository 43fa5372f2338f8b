import type { PeriodFigures } from "./overview";
import type { SegmentRow } from "./read-segments";

export const noFigures: PeriodFigures = {
  calls: 0,
  successfulCalls: 0,
  failedCalls: 0,
  answeredCalls: 0,
  minutes: 0,
  creditsUsed: 0,
  leads: 0,
  qualifiedLeads: 0,
  hotLeads: 0,
  warmLeads: 0,
  coldLeads: 0,
  inboundCalls: 0,
  outboundCalls: 0,
  phoneCalls: 0,
  internetCalls: 0,
  ctaCalls: 0,
  ctaPricing: 0,
  ctaDemo: 0,
  ctaFollowup: 0,
  ctaSample: 0,
  ctaHuman: 0,
};

/** The figures of a period from those of its days. */
export function addUp(days: readonly PeriodFigures[]): PeriodFigures {
  const sum = { ...noFigures };
  for (const day of days) for (const name of figureNames) sum[name] += day[name];
  return sum;
}

/** The figures of a period from those of its segments. */
export function figuresOfSegments(rows: readonly SegmentRow[]): PeriodFigures {
  const sum = { ...noFigures };
  for (const { source, direction, figures } of rows) {
    for (const name of figureNames) if (name in figures) sum[name] += figures[name as keyof typeof figures];
    sum[`${direction}Calls`] += figures.calls;
    if (source !== "unknown") sum[`${source}Calls`] += figures.calls;
  }
  return sum;
}

// The keys of an object literal of this type are exactly its fields.
export const figureNames = Object.keys(noFigures) as (keyof PeriodFigures)[];

/** A share in per cent, or null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}

/** Credits that one qualified lead cost, or null when there is none. */
export function costPerQualifiedLead(figures: Pick<PeriodFigures, "creditsUsed" | "qualifiedLeads">): number | null {
  return figures.qualifiedLeads === 0 ? null : figures.creditsUsed / figures.qualifiedLeads;
}
