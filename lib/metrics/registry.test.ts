import { expect, test } from "vitest";
import { callFilterFields } from "@/lib/calls/schema";
import type { Counter } from "./declaration";
import { dimensionNames, shownDimensions } from "./dimensions";
import { everyCounter } from "./every-counter";
import { counters, ratios, shownIn } from "./registry";

const declared = Object.entries<Counter>(counters);
const isInEveryGroup = ({ keptIn, computedIn, isLarge }: Counter) =>
  Boolean(keptIn.agentDays && (keptIn.segments || computedIn?.segments) && !isLarge);

test("a metric has a value for every group of calls: its counters are in the days and in the segments", () => {
  const shown = declared.filter(([, { metric }]) => metric).map(([field]) => field);
  const divided = Object.values(ratios).flatMap(({ part, whole }) => [part, whole]);
  for (const field of [...shown, ...divided])
    expect([field, isInEveryGroup(counters[field as "calls"])]).toEqual([field, true]);
});

test("a counter of days that segments do not tell is that of a dimension's value, so that a part of a day has it too", () => {
  for (const [field, counter] of declared.filter(([, each]) => each.keptIn.agentDays && !isInEveryGroup(each)))
    if (!counter.isLarge) {
      expect([field, counter.value === "1" || counter.table === "calls"]).toEqual([field, true]);
      expect(Object.keys(counter.behind ?? {}).filter((name) => !dimensionNames.some((each) => each === name))).toEqual(
        [],
      );
      expect(Object.keys(counter.behind ?? {})).toHaveLength(1);
    }
});

test("what an agent's day keeps its tenant's day keeps as well, which is moved with it", () => {
  expect(everyCounter.filter(({ keptIn }) => keptIn.agentDays && !keptIn.hours)).toEqual([]);
});

test("a metric's calls are found by filters that the list of calls has and can read", () => {
  for (const [field, { behind = {} }] of declared)
    for (const [name, value] of Object.entries(behind)) {
      const filter = callFilterFields[name as keyof typeof callFilterFields];
      expect([field, name, filter?.safeParse(value).success]).toEqual([field, name, true]);
    }
});

test("names are used once, and whatever is shown has calls and a definition that is a sentence", () => {
  const names = [...declared.flatMap(([, { metric }]) => metric?.name ?? []), ...Object.keys(ratios)];
  expect(new Set(names).size).toBe(names.length);
  const columns = everyCounter.map(({ column }) => column);
  expect(new Set(columns).size).toBe(columns.length);
  for (const [field, { metric, behind }] of declared.filter(([, each]) => each.metric)) {
    expect([field, behind !== undefined]).toEqual([field, true]);
    expect(metric?.definition).toMatch(/^[A-Z].*\.$/);
  }
  for (const { definition } of Object.values(ratios)) expect(definition).toMatch(/^[A-Z].*\.$/);
  for (const place of Object.values(shownIn)) expect(new Set<string>(place).size).toBe(place.length);
});

test("every dimension has its place on the pages", () => {
  expect([...shownDimensions].sort()).toEqual([...dimensionNames].sort());
});
