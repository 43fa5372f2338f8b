import { expect, test } from "vitest";
import { explainCost } from "./explain-cost";

const call = {
  status: "completed",
  durationSeconds: 186,
  durationMinutes: 4,
  creditsPerMinute: 1,
  creditsUsed: 4,
} as const;

test("a price is a calculation in words", () => {
  expect(explainCost(call).sum).toBe("3:06 = 186 s → 4 started minutes × 1 credit = 4 credits");
  expect(
    explainCost({ ...call, durationSeconds: 60, durationMinutes: 1, creditsPerMinute: 3, creditsUsed: 3 }).sum,
  ).toBe("1:00 = 60 s → 1 started minute × 3 credits = 3 credits");
});

test("a call that is not over, or in which nobody spoke, has no price", () => {
  expect(explainCost({ ...call, status: "in_progress" }).sum).toBe("The call is charged when it ends.");
  expect(explainCost({ ...call, durationSeconds: 0, durationMinutes: 0, creditsUsed: 0 }).sum).toMatch(/no credits/);
});
