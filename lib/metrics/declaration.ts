import type { CallParams } from "./calls-href";

/** The tables whose rows are counted. */
export type CountedTable = "calls" | "lead_analytics" | "agent_call_outcomes";

/** The keys of the rollups: an agent's day, a tenant's hour, a tenant's day, week and month, and a day's calls of one value of each dimension. */
export type Rollup = "agentDays" | "hours" | "periods" | "segments";

/** The name, label, definition and better direction of a metric. */
export type MetricText = {
  label: string;
  /** The label where there is little room. */
  shortLabel?: string;
  definition: string;
  unit?: "%" | "min" | "credits";
  /** Which way is better; null where neither is. */
  better: "up" | "down" | null;
};

/** A column of the rollups: the sum of `value` over the rows of a table that belong to counted calls. */
export type Counter = {
  column: string;
  /** What the column holds, as the data dictionary says it. */
  comment: string;
  table: CountedTable;
  /** A `count` is how many calls there are, a `sum` what they add up to. */
  kind: "count" | "sum";
  /** SQL of one row: an integer, never NULL; of a `count`, 0 or 1. */
  value: string;
  /** The rollups that keep it, and the name of its column there where that is another. */
  keptIn: Partial<Record<Rollup, true | string>>;
  /** The rollups whose column of that name the database computes of the row's others. */
  computedIn?: Partial<Record<Rollup, true>>;
  /** Whether its sum may be beyond an integer. Then no page reads it. */
  isLarge?: true;
  /** The filters of the list of calls to the calls that it counts, or whose values it adds up. */
  behind?: CallParams;
  /** How it is shown; a counter without it is only a part of others, or has its own place on a page. */
  metric?: MetricText & {
    /** Its name in addresses and in `shownIn`. */
    name: string;
    /** One of what it counts or adds up, in a sentence; more of them have an s. */
    noun: string;
  };
};

/** A metric made of two counters, named by their fields. */
export type Ratio<Field extends string> = MetricText & {
  part: Field;
  whole: Field;
  /** Whose calls its list shows. */
  opens: "part" | "whole";
};

/** A counter of the calls whose row fulfils a condition that is never NULL. */
export const countOf = (condition: string) => ({ kind: "count", value: `(${condition})::integer` }) as const;
export const sumOf = (value: string) => ({ kind: "sum", value }) as const;

export const everywhere = { agentDays: true, hours: true, periods: true, segments: true } as const;
export const notBySegment = { agentDays: true, hours: true, periods: true } as const;
export const byDayAndHour = { agentDays: true, hours: true } as const;
