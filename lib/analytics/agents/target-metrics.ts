import { type CallParams, callsHref, ended } from "@/lib/metrics/calls-href";
import type { AgentTarget } from "./agent-targets";

export type TargetMetric = {
  label: string;
  wanted: number;
  actual: number | null;
  unit: string;
  /** How much of it is reached, in per cent; 100 for a goal of zero. */
  reached: number;
  href: string;
};

/** The goals of a target that are set, each with the calls that it counts. */
export function targetMetrics(agentId: string, target: AgentTarget): TargetMetric[] {
  const goal = (label: string, wanted: number | null, actual: number | null, behind: CallParams, unit = "") =>
    wanted === null
      ? []
      : [
          {
            label,
            wanted,
            actual,
            unit,
            reached: wanted === 0 ? 100 : ((actual ?? 0) / wanted) * 100,
            href: callsHref({ preset: "custom", from: target.from, to: target.to }, { agent: agentId, ...behind }),
          },
        ];
  const percent = "\u00a0%";
  return [
    ...goal("Calls", target.calls, target.actualCalls, ended),
    ...goal("Success rate", target.successRate, target.actualSuccessRate, { status: "completed" }, percent),
    ...goal("Lead calls", target.leads, target.actualLeads, { lead: "yes" }),
    ...goal("Conversion", target.conversionRate, target.actualConversionRate, { lead: "yes" }, percent),
  ];
}
