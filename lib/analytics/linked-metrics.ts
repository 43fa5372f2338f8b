import { type LeadTemperature, leadTemperatures } from "@/lib/calls/lead-temperature";
import { type Cta, ctas } from "@/lib/calls/schema";
import { type CallParams, callsHref, customDays, type ListedDays } from "@/lib/metrics/calls-href";
import type { CallTotals, PeriodTotals } from "@/lib/metrics/totals";
import type { OverviewPoint } from "./overview/overview";

/** How many calls there are of a kind, and the list of exactly these. */
export type LinkedMetric<Key extends string = string> = { key: Key; value: number; href: string };

/** Leads by temperature. */
export function temperatureMetrics(
  range: ListedDays,
  scope: CallParams,
  totals: CallTotals,
): LinkedMetric<LeadTemperature>[] {
  return leadTemperatures.map((key) => ({
    key,
    value: totals[`${key}Leads`],
    href: callsHref(range, { ...scope, temperature: key }),
  }));
}

const asked = {
  pricing: "ctaPricing",
  demo: "ctaDemo",
  followup: "ctaFollowup",
  sample: "ctaSample",
  human: "ctaHuman",
} as const satisfies Record<Cta, keyof CallTotals>;

/** What was asked for; a call may ask for several things. */
export function askedMetrics(range: ListedDays, scope: CallParams, totals: CallTotals): LinkedMetric<Cta>[] {
  return ctas.map((key) => ({
    key,
    value: totals[asked[key]],
    href: callsHref(range, { ...scope, cta: key }),
  }));
}

type Origin = "phone" | "internet" | "unknown" | "inbound" | "outbound";

/** Calls by source and by direction; each of the two adds up to all calls. */
export function originMetrics(range: ListedDays, totals: PeriodTotals): LinkedMetric<Origin>[] {
  const { calls, phoneCalls, internetCalls, inboundCalls, outboundCalls } = totals;
  const metric = (key: Origin, value: number, narrowed: CallParams) => ({
    key,
    value,
    href: callsHref(range, narrowed),
  });
  return [
    metric("phone", phoneCalls, { source: "phone" }),
    metric("internet", internetCalls, { source: "internet" }),
    metric("unknown", calls - phoneCalls - internetCalls, { source: "unknown" }),
    metric("inbound", inboundCalls, { direction: "inbound" }),
    metric("outbound", outboundCalls, { direction: "outbound" }),
  ];
}

/** A point of a chart with the lists of its calls; null for what is still to come, or not there. */
export type LinkedPoint = OverviewPoint & { href: string | null; previousHref: string | null };

/** Points of a chart of calls, limited to some of them, with the lists of exactly their calls. */
export function linkPoints(points: readonly OverviewPoint[], scope: CallParams): LinkedPoint[] {
  return points.map((point) => {
    const { day, lastDay, hour, previousDay, previousLastDay, previousUntil } = point;
    const hrefOf = (from: string, to: string, until: string | null) =>
      callsHref(customDays({ from, to, until }), { ...scope, ...(hour !== null && { hour: String(hour) }) });
    return {
      ...point,
      href: point.calls === null ? null : hrefOf(day, lastDay, null),
      previousHref: previousDay && previousLastDay && hrefOf(previousDay, previousLastDay, previousUntil),
    };
  });
}
