import fc from "fast-check";
import { expect, test } from "vitest";
import { labelledPlaces, ticksUpTo } from "./scale";

test("ticks are round, begin at zero and reach the highest value", () => {
  expect(ticksUpTo(0)).toEqual([0, 1]);
  expect(ticksUpTo(3)).toEqual([0, 1, 2, 3]);
  expect(ticksUpTo(69)).toEqual([0, 20, 40, 60, 80]);
  expect(ticksUpTo(1443)).toEqual([0, 500, 1000, 1500]);
  fc.assert(
    fc.property(fc.nat(10_000_000), (most) => {
      const ticks = ticksUpTo(most);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

test("labels stand at the first place and evenly after it, no more than there is room for", () => {
  expect(labelledPlaces(7, 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(labelledPlaces(30, 8)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
  expect(labelledPlaces(366, 8)).toHaveLength(8);
});
