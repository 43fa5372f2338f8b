import fc from "fast-check";
import { expect, test } from "vitest";
import { ticksOf, ticksUpTo } from "./scale";

test("ticks are round, begin at zero and reach the highest value", () => {
  expect(ticksUpTo(0)).toEqual([0, 1]);
  expect(ticksUpTo(3)).toEqual([0, 1, 2, 3]);
  expect(ticksUpTo(69)).toEqual([0, 20, 40, 60, 80]);
  expect(ticksUpTo(100)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticksUpTo(1443)).toEqual([0, 500, 1000, 1500]);
  fc.assert(
    fc.property(fc.nat(10_000_000), (most) => {
      const ticks = ticksUpTo(most);
      expect(ticks.length).toBeGreaterThanOrEqual(Math.min(4, most + 1));
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

test("an axis reaches the highest value, or the highest stack of values, and of scores always the whole scale", () => {
  const bar = { label: "", color: "", shape: "bar" } as const;
  const series = [
    { ...bar, key: "a", stack: "calls" },
    { ...bar, key: "b", stack: "calls" },
    { ...bar, key: "c" },
  ];
  const point = (a: number | null, b: number, c: number) => ({ label: "", tick: "", hrefs: {}, values: { a, b, c } });
  expect(ticksOf(series, [point(40, 29, 60), point(null, 3, 2)], "count")).toEqual([0, 20, 40, 60, 80]);
  expect(ticksOf(series, [], "count")).toEqual([0, 1]);
  expect(ticksOf(series, [point(3, 2, 1)], "score")).toEqual([0, 25, 50, 75, 100]);
});
