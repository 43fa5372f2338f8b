import { expect, test } from "vitest";
import { addMonths, weeksOf } from "./calendar";

test("a month's weeks begin on Monday and hold every day of it once, over leap years and ends of years", () => {
  for (let month = "2027-11"; month < "2029-04"; month = addMonths(month, 1)) {
    const weeks = weeksOf(month);
    const days = weeks.flat();
    expect(weeks.every(([monday]) => new Date(`${monday}T00:00:00Z`).getUTCDay() === 1)).toBe(true);
    expect(new Set(days).size).toBe(days.length);
    const own = days.filter((day) => day.startsWith(month));
    expect(own).toHaveLength(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate());
    expect(weeks.every((week) => week.some((day) => day.startsWith(month)))).toBe(true);
  }
  expect([addMonths("2026-12", 1), addMonths("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
});
