import { expect, test } from "vitest";
import { changesText, goalsText } from "./target-text";

const goals = { calls: 1200, successRate: null, leads: 40, conversionRate: 12.25 };

test("a target is said by its goals, and a change by what became of each", () => {
  expect(goalsText(goals)).toBe("calls 1,200, lead calls 40, conversion 12.25\u00a0%");
  expect(changesText(goals, { ...goals, calls: 300, successRate: 90.5, leads: null })).toBe(
    "calls 300 (was 1,200), success rate 90.5\u00a0% (new), lead calls removed (was 40)",
  );
  expect(changesText(goals, goals)).toBe("");
});
