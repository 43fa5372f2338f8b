import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eachDay } from "./days";
import { rangeDaysMax, resolveRange } from "./resolve-range";

const today = "2026-11-22";

describe("the period of a page", () => {
  test("without anything in the address it is the last 30 days, today included", () => {
    expect(resolveRange({}, today)).toEqual({
      notice: null,
      range: {
        preset: "30d",
        from: "2026-10-24",
        to: "2026-11-22",
        days: 30,
      },
    });
  });

  test("a custom period keeps its days, across a leap day too", () => {
    const { range, notice } = resolveRange({ range: "custom", from: "2028-02-28", to: "2028-03-01" }, today);
    expect(notice).toBeNull();
    expect(range).toMatchObject({ days: 3, from: "2028-02-28", to: "2028-03-01" });
  });

  test.each([
    [{ range: "year" }],
    [{ range: ["7d", "30d"] }],
    [{ range: "custom" }],
    [{ range: "custom", from: "2026-02-30", to: "2026-03-01" }],
    [{ range: "custom", from: "2026-03-02", to: "2026-03-01" }],
    [{ range: "custom", from: "2020-01-01", to: "2026-03-01" }],
    [{ range: "custom", from: "0001-01-01", to: "0001-01-02" }],
    [{ range: "7d", from: "'; DROP TABLE calls" }],
  ])("%j falls back to 30 days and says so", (input) => {
    const { range, notice } = resolveRange(input, today);
    expect(range.preset).toBe("30d");
    expect(notice).toMatch(/Showing the last 30 days\.$/);
  });

  test("whatever the address holds, the period has its days", () => {
    const values = fc.oneof(fc.string(), fc.constantFrom("custom", "7d", "2026-01-01", "2026-05-05"), fc.jsonValue());
    fc.assert(
      fc.property(fc.record({ range: values, from: values, to: values }), (input) => {
        const { range } = resolveRange(input, today);
        expect(eachDay(range.from, range.to)).toHaveLength(range.days);
        expect(range.days).toBeLessThanOrEqual(rangeDaysMax);
      }),
    );
  });
});
