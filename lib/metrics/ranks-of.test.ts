import { expect, test } from "vitest";
import { ranksOf } from "./ranks-of";

const of = (qualifiedLeads: number, leads: number, successfulCalls: number, calls = successfulCalls) => ({
  qualifiedLeads,
  leads,
  successfulCalls,
  calls,
});

test("qualified leads count before leads, and those before successful calls; ties share a place", () => {
  expect(ranksOf([of(1, 1, 9), of(2, 2, 2), of(1, 2, 3), of(1, 2, 3), of(0, 0, 90)])).toEqual([4, 1, 2, 2, 5]);
});

test("an agent without activity has no rank, and takes none", () => {
  expect(ranksOf([of(0, 0, 0), of(0, 0, 0, 3), of(0, 1, 0, 0)])).toEqual([null, 2, 1]);
});
