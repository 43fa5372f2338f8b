import { z } from "zod";
import type { SearchParams } from "@/lib/lists/parse-list";
import type { CallParams } from "@/lib/metrics/calls-href";
import { type DimensionFilters, type DimensionName, dimensionNames, dimensions } from "@/lib/metrics/dimensions";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import type { DateRange } from "@/lib/platform/date-range/schema";

export type AnalyticsQuery = {
  range: DateRange;
  comparison: Comparison;
  filters: DimensionFilters;
  /** What a point of the chart of calls stands for. */
  granularity: Granularity;
  /** Agents that are compared with each other, at most four; null where periods are. */
  agents: string[] | null;
  /** One sentence for each thing in the address that could not be used. */
  notices: string[];
};

export const comparedAgentsMax = 4;

/** What calls over time are shown by: days, weeks from Monday or months. */
export const granularities = ["day", "week", "month"] as const;
export type Granularity = (typeof granularities)[number];

const fieldOf = (name: DimensionName) => {
  const { values } = dimensions[name];
  return values ? z.enum(Object.keys(values)) : z.uuid();
};

/** What the address of the analytics asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseAnalyticsQuery(params: SearchParams, now: LocalNow): AnalyticsQuery {
  const { range, comparison, notices } = resolveCompared(params, now);
  const filters: DimensionFilters = {};
  for (const name of dimensionNames) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = fieldOf(name).safeParse(given);
    if (parsed.success) Object.assign(filters, { [name]: parsed.data });
    else notices.push(`The filter “${name}” could not be read and was ignored.`);
  }
  return {
    range,
    comparison,
    filters,
    granularity: granularities.find((each) => each === params.by) ?? "day",
    agents: params.compare === "agents" ? agentsOf(params.agents, notices) : null,
    notices,
  };
}

function agentsOf(given: string | string[] | undefined, notices: string[]): string[] {
  const words = [given ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .filter(Boolean);
  const ids = [...new Set(words)].filter((word) => z.uuid().safeParse(word).success);
  if (ids.length < new Set(words).size) notices.push("An agent could not be read and was ignored.");
  if (ids.length > comparedAgentsMax) notices.push(`At most ${comparedAgentsMax} agents are compared at once.`);
  return ids.slice(0, comparedAgentsMax);
}

/** The filters as the list of calls writes them. */
export function filterParams(filters: DimensionFilters): CallParams {
  return Object.fromEntries(dimensionNames.flatMap((name) => (filters[name] ? [[name, filters[name]]] : [])));
}
