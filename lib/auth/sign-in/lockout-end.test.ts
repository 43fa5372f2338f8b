import { expect, test } from "vitest";
import { lockoutEnd } from "./lockout-end";
import { lockoutSentence } from "./lockout-sentence";

const at = new Date("2026-10-31T12:00:00Z");
const waitMinutes = (failures: number, lockoutMinutes = 15) => {
  const end = lockoutEnd({ failures, lastFailureAt: at, failuresMax: 5, lockoutMinutes });
  return end && (end.getTime() - at.getTime()) / 60_000;
};

test("the wait begins with the last failure that is allowed, doubles with each further one and never passes a day", () => {
  expect([4, 5, 6, 7, 8].map((failures) => waitMinutes(failures))).toEqual([null, 15, 30, 60, 120]);
  expect([waitMinutes(30), waitMinutes(2000), waitMinutes(5, 10_080)]).toEqual([1440, 1440, 1440]);
});

test("without a failure nobody waits", () => {
  expect(lockoutEnd({ failures: 0, lastFailureAt: null, failuresMax: 1, lockoutMinutes: 15 })).toBeNull();
});

test.each([
  [1, "1 second"],
  [59, "59 seconds"],
  [60, "1 minute"],
  [61, "2 minutes"],
  [900, "15 minutes"],
  [7201, "3 hours"],
  [86_400, "24 hours"],
])("a wait of %i seconds is said as %s, never shorter than it is", (seconds, words) => {
  expect(lockoutSentence(seconds)).toBe(`Too many attempts. Try again in ${words}, or reset the password.`);
});
