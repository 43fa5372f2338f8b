import { type CallParams, callsHref, customDays, type ListedDays } from "@/lib/calls/calls-href";
import { type Cta, ctas } from "@/lib/calls/schema";
import { type LeadTemperature, leadTemperatures } from "@/lib/leads/lead-temperature";
import type { Figures } from "./figures";
import type { OverviewPoint, PeriodFigures } from "./overview";

/** How many calls there are of a kind, and the list of exactly these. */
export type LinkedFigure<Key extends string = string> = { key: Key; value: number; href: string };

/** Leads by temperature. */
export function temperatureFigures(
  range: ListedDays,
  scope: CallParams,
  figures: Figures,
): LinkedFigure<LeadTemperature>[] {
  return leadTemperatures.map((key) => ({
    key,
    value: figures[`${key}Leads`],
    href: callsHref(range, { ...scope, temperature: key }),
  }));
}

const asked = {
  pricing: "ctaPricing",
  demo: "ctaDemo",
  followup: "ctaFollowup",
  sample: "ctaSample",
  human: "ctaHuman",
} as const satisfies Record<Cta, keyof Figures>;

/** What was asked for; a call may ask for several things. */
export function askedFigures(range: ListedDays, scope: CallParams, figures: Figures): LinkedFigure<Cta>[] {
  return ctas.map((key) => ({
    key,
    value: figures[asked[key]],
    href: callsHref(range, { ...scope, cta: key }),
  }));
}

type Origin = "phone" | "internet" | "unknown" | "inbound" | "outbound";

/** Calls by source and by direction; each of the two adds up to all calls. */
export function originFigures(range: ListedDays, figures: PeriodFigures): LinkedFigure<Origin>[] {
  const { calls, phoneCalls, internetCalls, inboundCalls, outboundCalls } = figures;
  const figure = (key: Origin, value: number, narrowed: CallParams) => ({
    key,
    value,
    href: callsHref(range, narrowed),
  });
  return [
    figure("phone", phoneCalls, { source: "phone" }),
    figure("internet", internetCalls, { source: "internet" }),
    figure("unknown", calls - phoneCalls - internetCalls, { source: "unknown" }),
    figure("inbound", inboundCalls, { direction: "inbound" }),
    figure("outbound", outboundCalls, { direction: "outbound" }),
  ];
}

/** A point of a chart with the lists of its calls; null for what is still to come, or not there. */
export type LinkedPoint = OverviewPoint & { href: string | null; previousHref: string | null };

/** Points of a chart of calls, narrowed to some of them, with the lists of exactly their calls. */
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
