import fc from "fast-check";
import { expect, test } from "vitest";
import { analyticsSearch } from "./analytics-address";
import { parseAnalyticsQuery } from "./analytics-query";

const today = "2028-03-01";
const now = { day: today, time: "09:30" };
const a = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";
const b = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6b";

test("without anything it is the last 30 days against 30 that begin on the same weekday, up to the same time of day", () => {
  const { range, comparison, filters, agents, notices } = parseAnalyticsQuery({}, now);
  expect([range.from, range.to]).toEqual(["2028-02-01", today]);
  expect(comparison).toEqual({
    kind: "weekdays",
    from: "2027-12-28",
    to: "2028-01-26",
    days: 30,
    until: "09:30",
    wholeTo: "2028-01-26",
  });
  expect([filters, agents, notices]).toEqual([{}, null, []]);
});

test("a year before is the same days, and the 28th of February for a 29th", () => {
  const custom = { range: "custom", from: "2028-02-29", to: "2028-03-01", vs: "year" };
  expect(parseAnalyticsQuery(custom, now).comparison).toEqual({
    kind: "year",
    from: "2027-02-28",
    to: "2027-03-01",
    days: 2,
    until: "09:30",
    wholeTo: "2027-03-01",
  });
});

test.each([
  [{ vs: "custom" }],
  [{ vs: "custom", vsFrom: "2028-01-05", vsTo: "2028-01-04" }],
  [{ vs: "custom", vsFrom: "2020-01-05", vsTo: "2028-01-04" }],
  [{ vs: "never" }],
  [{ agent: "1" }],
  [{ source: "radio" }],
  [{ compare: "agents", agents: `${a},x` }],
  [{ compare: "agents", agents: [a, b, a.replace("6a", "6c"), a.replace("6a", "6d"), a.replace("6a", "6e")] }],
])("%j is said to be left out", (params) => {
  expect(parseAnalyticsQuery(params, now).notices).toHaveLength(1);
});

test("agents come one by one or in a list, each once", () => {
  const of = (agents: string | string[]) => parseAnalyticsQuery({ compare: "agents", agents }, now).agents;
  expect(of([a, b])).toEqual([a, b]);
  expect(of(`${b},${a},${b}`)).toEqual([b, a]);
  expect(parseAnalyticsQuery({ agents: a }, now).agents).toBeNull();
});

test("whatever an address asks for, the address of what it was read as asks for the same", () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom("custom", "year", "previous", "weekdays", "agents", "week", "7d", a, b, "phone", "2028-01-01"),
  );
  const names = [
    "range",
    "from",
    "to",
    "vs",
    "vsFrom",
    "vsTo",
    "agent",
    "source",
    "direction",
    "compare",
    "agents",
    "by",
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), word), (params) => {
      const query = { ...parseAnalyticsQuery(params, now), notices: [] };
      const again = parseAnalyticsQuery(Object.fromEntries(new URLSearchParams(analyticsSearch(query))), now);
      expect(again).toEqual(query);
    }),
  );
});
