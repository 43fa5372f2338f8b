import { callsHref } from "@/lib/metrics/calls-href";
import { metrics } from "@/lib/metrics/metrics";
import { countOf } from "@/lib/platform/format/count-of";
import type { Lifetime } from "./overview";

export type LifetimeMetric = {
  key: "calls" | "leads" | "qualified" | "minutes" | "credits";
  text: string;
  href: string;
};

/** A tenant's metrics of all time, each with its calls. */
export function lifetimeMetrics({ calls, leads, qualifiedLeads, minutes, creditsUsed }: Lifetime): LifetimeMetric[] {
  const metric = (key: LifetimeMetric["key"], text: string) => ({
    key,
    text,
    href: callsHref(null, metrics[key].behind),
  });
  return [
    metric("calls", countOf(calls, "call")),
    metric("leads", countOf(leads, "lead call")),
    metric("qualified", countOf(qualifiedLeads, "qualified lead call")),
    metric("minutes", countOf(minutes, "minute")),
    metric("credits", `${countOf(creditsUsed, "credit")} used`),
  ];
}
