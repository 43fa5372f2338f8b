import { z } from "zod";
import type { CallParams } from "@/lib/calls/calls-href";
import type { SearchParams } from "@/lib/calls/parse-call-query";
import { type CallDirection, type CallSource, callDirections, callSources } from "@/lib/calls/schema";
import { addDays, daysBetween } from "@/lib/platform/date-range/days";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { type DateRange, Day } from "@/lib/platform/date-range/schema";

export const comparisonKinds = ["previous", "year", "custom"] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** The period beside the one that is shown; both ends are inclusive. */
export type Comparison = { kind: ComparisonKind; from: string; to: string; days: number };

export type AnalyticsFilters = { agent?: string; source?: CallSource; direction?: CallDirection };

export type AnalyticsQuery = {
  range: DateRange;
  comparison: Comparison;
  filters: AnalyticsFilters;
  /** Agents that are compared with each other, at most four; null where periods are. */
  agents: string[] | null;
  /** One sentence for each thing in the address that could not be used. */
  notices: string[];
};

export const comparedAgentsMax = 4;
const comparedDaysMax = 366;

const filterFields = { agent: z.uuid(), source: z.enum(callSources), direction: z.enum(callDirections) };

/** What the address of the analytics asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseAnalyticsQuery(params: SearchParams, today: string): AnalyticsQuery {
  const { range, notice } = resolveRange(params, today);
  const notices = notice ? [notice] : [];
  const filters: AnalyticsFilters = {};
  for (const [name, field] of Object.entries(filterFields)) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = field.safeParse(given);
    if (parsed.success) Object.assign(filters, { [name]: parsed.data });
    else notices.push(`The filter “${name}” could not be read and is left out.`);
  }
  return {
    range,
    comparison: comparisonOf(params, range, notices),
    filters,
    agents: params.compare === "agents" ? agentsOf(params.agents, notices) : null,
    notices,
  };
}

function comparisonOf(params: SearchParams, range: DateRange, notices: string[]): Comparison {
  const previous = { kind: "previous", from: range.previousFrom, to: range.previousTo, days: range.days } as const;
  if (params.vs === "year") {
    const [from, to] = [yearBefore(range.from), yearBefore(range.to)];
    return { kind: "year", from, to, days: daysBetween(from, to) + 1 };
  }
  if (params.vs === "custom") {
    const from = Day.safeParse(params.vsFrom);
    const to = Day.safeParse(params.vsTo);
    const days = from.success && to.success ? daysBetween(from.data, to.data) + 1 : 0;
    if (from.success && to.success && days >= 1 && days <= comparedDaysMax)
      return { kind: "custom", from: from.data, to: to.data, days };
    notices.push("The second period could not be read. Comparing with the previous period.");
  } else if (params.vs !== undefined && params.vs !== "previous") {
    notices.push("That comparison is not known. Comparing with the previous period.");
  }
  return previous;
}

/** The same day a year before; the 28th of February for the 29th. */
function yearBefore(day: string): string {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
  return Day.safeParse(before).success ? before : addDays(day, -366);
}

function agentsOf(given: string | string[] | undefined, notices: string[]): string[] {
  const words = [given ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .filter(Boolean);
  const ids = [...new Set(words)].filter((word) => z.uuid().safeParse(word).success);
  if (ids.length < new Set(words).size) notices.push("An agent could not be read and is left out.");
  if (ids.length > comparedAgentsMax) notices.push(`At most ${comparedAgentsMax} agents are compared at once.`);
  return ids.slice(0, comparedAgentsMax);
}

/** The filters as the list of calls writes them. */
export function filterParams({ agent, source, direction }: AnalyticsFilters): CallParams {
  return { ...(agent && { agent }), ...(source && { source }), ...(direction && { direction }) };
}

/** The days of a comparison as the list of calls takes them. */
export function comparedDays({ from, to }: Pick<Comparison, "from" | "to">) {
  return { preset: "custom", from, to } as const;
}
