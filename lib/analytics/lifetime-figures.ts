import { callsHref } from "@/lib/calls/calls-href";
import { countOf } from "@/lib/platform/format/count-of";
import { measures } from "./measures";
import type { Lifetime } from "./overview";

export type LifetimeFigure = {
  key: "calls" | "leads" | "qualified" | "minutes" | "credits";
  text: string;
  href: string;
};

/** A tenant's figures of all time, each with its calls. */
export function lifetimeFigures({ calls, leads, qualifiedLeads, minutes, creditsUsed }: Lifetime): LifetimeFigure[] {
  const figure = (key: LifetimeFigure["key"], text: string) => ({
    key,
    text,
    href: callsHref(null, measures[key].behind),
  });
  return [
    figure("calls", countOf(calls, "call")),
    figure("leads", countOf(leads, "lead call")),
    figure("qualified", countOf(qualifiedLeads, "qualified lead call")),
    figure("minutes", countOf(minutes, "minute")),
    figure("credits", `${countOf(creditsUsed, "credit")} used`),
  ];
}
