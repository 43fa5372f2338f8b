import fc from "fast-check";
import { expect, test } from "vitest";
import { retryDelayMs } from "./connect-live";

test("the wait before another try doubles up to half a minute, and two tabs rarely wait equally long", () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((failures) => retryDelayMs(failures, () => 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
  expect(retryDelayMs(3, () => 0)).toBe(4000);
});

test("no wait is shorter than half a second or longer than half a minute", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const waitMs = retryDelayMs(failures, () => random);
      expect(waitMs).toBeGreaterThanOrEqual(500);
      expect(waitMs).toBeLessThanOrEqual(30_000);
    }),
  );
});
