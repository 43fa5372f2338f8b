import { areAllCounted } from "@/lib/metrics/counted-statuses";
import type { Counter, Rollup } from "@/lib/metrics/declaration";
import { dimensionNames } from "@/lib/metrics/dimensions";
import { columnOf } from "@/lib/metrics/kept-in";
import { counters } from "@/lib/metrics/registry";
import { type CallFilterName, type CallFilters, callFilterFields } from "../schema";

/** A rollup in which filters' calls are counted already: the table, and the columns that add up to them. */
export type CountedInRollup = {
  table: "agent_analytics" | "call_segment_analytics" | "user_analytics" | "user_daily_analytics";
  columns: string[];
};

export const hourFilters = ["weekday", "hour"] as const satisfies CallFilterName[];
const ofLeads = ["temperature", "qualified", "cta"] as const satisfies CallFilterName[];

type Wanted = Partial<Record<string, unknown>>;

/**
 * Where the calls of some filters are counted, or null where no rollup knows them. Rollups know calls by one property, by what a counter
 * is of; days, dimensions and hours are what their rows are distinguished by.
 */
export function findRollup(filters: CallFilters): CountedInRollup | null {
  const wanted = propertiesOf(filters);
  const found = wanted && countersOf(wanted);
  if (!found) return null;
  const isNarrowedBy = (names: readonly CallFilterName[]) => names.some((name) => filters[name] !== undefined);
  const keptIn = (rollup: Rollup) =>
    found.every((counter) => counter.keptIn[rollup] ?? counter.computedIn?.[rollup] ?? false);
  const counted = (table: CountedInRollup["table"], rollup: Rollup): CountedInRollup | null =>
    keptIn(rollup) ? { table, columns: found.map((counter) => columnOf(counter, rollup)) } : null;

  if (isNarrowedBy(hourFilters)) return isNarrowedBy(dimensionNames) ? null : counted("user_analytics", "hours");
  const isBySegment = isNarrowedBy(dimensionNames.filter((name) => name !== "agent")) || !keptIn("agentDays");
  if (isBySegment) return counted("call_segment_analytics", "segments");
  return counted(filters.agent ? "agent_analytics" : "user_daily_analytics", "agentDays");
}

/** What the filters ask of a counted call itself; null where they ask for others as well. */
function propertiesOf({ range, ...filters }: CallFilters): Wanted | null {
  const wanted: Wanted = { ...filters };
  for (const name of [...dimensionNames, ...hourFilters]) delete wanted[name];
  if (!filters.status) return null;
  if (areAllCounted(filters.status)) delete wanted.status;
  // A call with a temperature, a qualification or a call to action has a lead.
  if (ofLeads.some((name) => filters[name] !== undefined)) delete wanted.lead;
  return wanted;
}

/** The counter of exactly these properties, or those of the single values of one that may have several. */
function countersOf(wanted: Wanted): Counter[] | null {
  const exact = byProperties.get(textOf(wanted));
  if (exact) return [exact];
  const [[name, values] = [], ...others] = Object.entries(wanted).filter(([, value]) => value !== undefined);
  if (name === undefined || others.length > 0 || !Array.isArray(values)) return null;
  const each = [...new Set(values)].map((value) => byProperties.get(textOf({ [name]: [value] })));
  return each.every((counter) => counter !== undefined) ? each : null;
}

/** Properties as a text that is the same in whatever order they are given. */
function textOf(wanted: Wanted): string {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return JSON.stringify(
    given
      .map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );
}

/** The counters of calls by the filters that leave exactly their calls. */
const byProperties = new Map(
  Object.values<Counter>(counters).flatMap((counter) =>
    counter.kind === "count" && counter.behind ? [[textOf(parsed(counter.behind)), counter]] : [],
  ),
);

function parsed(behind: NonNullable<Counter["behind"]>): Wanted {
  // The names of a declaration are those of filters, by their type.
  const given = Object.entries(behind) as [CallFilterName, string][];
  return Object.fromEntries(given.map(([name, text]) => [name, callFilterFields[name].parse(text)]));
}
