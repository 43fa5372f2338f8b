import fc from "fast-check";
import { expect, test } from "vitest";
import { analyticsSearch } from "./analytics-address";
import { parseAnalyticsQuery } from "./analytics-query";

const today = "2028-03-01";
const a = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";
const b = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6b";

test("without anything it is the last 30 days against the 30 before", () => {
  const { range, comparison, filters, agents, notices } = parseAnalyticsQuery({}, today);
  expect([range.from, range.to]).toEqual(["2028-02-01", today]);
  expect(comparison).toEqual({ kind: "previous", from: "2028-01-02", to: "2028-01-31", days: 30 });
  expect([filters, agents, notices]).toEqual([{}, null, []]);
});

test("a year before is the same days, and the 28th of February for a 29th", () => {
  const custom = { range: "custom", from: "2028-02-29", to: "2028-03-01", vs: "year" };
  expect(parseAnalyticsQuery(custom, today).comparison).toEqual({
    kind: "year",
    from: "2027-02-28",
    to: "2027-03-01",
    days: 2,
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
  expect(parseAnalyticsQuery(params, today).notices).toHaveLength(1);
});

test("agents come one by one or in a list, each once", () => {
  const of = (agents: string | string[]) => parseAnalyticsQuery({ compare: "agents", agents }, today).agents;
  expect(of([a, b])).toEqual([a, b]);
  expect(of(`${b},${a},${b}`)).toEqual([b, a]);
  expect(parseAnalyticsQuery({ agents: a }, today).agents).toBeNull();
});

test("whatever an address asks for, the address of what it was read as asks for the same", () => {
  const word = fc.oneof(fc.string(), fc.constantFrom("custom", "year", "agents", "7d", a, b, "phone", "2028-01-01"));
  const names = ["range", "from", "to", "vs", "vsFrom", "vsTo", "agent", "source", "direction", "compare", "agents"];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), word), (params) => {
      const query = { ...parseAnalyticsQuery(params, today), notices: [] };
      const again = parseAnalyticsQuery(Object.fromEntries(new URLSearchParams(analyticsSearch(query))), today);
      expect(again).toEqual(query);
    }),
  );
});
