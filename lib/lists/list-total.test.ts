import { expect, test } from "vitest";
import { formatTotal } from "./format-total";
import { addTotals, countedMax, toTotal, totalAbove } from "./list-total";

test("a total is exact as far as is counted, and says that there are more beyond", () => {
  expect(toTotal(0)).toEqual({ count: 0, isMore: false });
  expect(toTotal(countedMax)).toEqual({ count: countedMax, isMore: false });
  expect(toTotal(countedMax + 1)).toEqual({ count: countedMax, isMore: true });
});

test("a total of which only some were seen is a round number that is surely exceeded", () => {
  for (const seen of [1, 2, 9, 10, 11, 37, 99, 100, 101, 8_214, 9_999, countedMax, countedMax + 1, 60_000]) {
    const { count, isMore } = totalAbove(seen);
    expect(isMore).toBe(true);
    expect(count).toBeLessThan(seen);
  }
  expect([38, 8_214, 60_000].map((seen) => totalAbove(seen).count)).toEqual([37, 8_200, countedMax]);
});

test("totals add up, and say of the sum that it is exceeded when one of them is", () => {
  expect(addTotals([])).toEqual({ count: 0, isMore: false });
  expect(addTotals([toTotal(3), toTotal(4)])).toEqual({ count: 7, isMore: false });
  expect(addTotals([toTotal(3), toTotal(countedMax + 1)])).toEqual({ count: countedMax + 3, isMore: true });
});

test("a total is said as people say it", () => {
  expect(formatTotal({ count: 1357, isMore: false })).toBe("1,357");
  expect(formatTotal({ count: 10_000, isMore: true })).toBe("more than 10,000");
});
