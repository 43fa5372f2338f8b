import { expect, test } from "vitest";
import { isConcerned } from "./tables-of-queries";

test("a change is fetched by the queries that show something of it, and by no other", () => {
  const followUp = new Set(["follow_ups"]);
  expect(isConcerned(["live", "follow-ups", ""], followUp)).toBe(true);
  for (const kind of ["customers", "calls", "notifications"])
    expect(isConcerned(["live", kind, ""], followUp)).toBe(false);
  for (const changed of ["follow_ups", "lead_analytics"])
    expect(isConcerned(["live", "leads", ""], new Set([changed]))).toBe(true);
  expect(isConcerned(["live", "calls", ""], new Set(["agent_call_outcomes"]))).toBe(true);
});

test("a query of a kind that nobody named, and every query when changes were missed, is fetched", () => {
  expect(isConcerned(["live", "something new"], new Set(["follow_ups"]))).toBe(true);
  expect(isConcerned(["live", "leads"], null)).toBe(true);
  expect(isConcerned(["static", "leads"], null)).toBe(false);
});
