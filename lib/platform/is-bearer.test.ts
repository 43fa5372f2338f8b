import { expect, test } from "vitest";
import { isBearer } from "./is-bearer";

const token = "a token of this test";

test.each([
  [null, false],
  ["", false],
  ["Bearer", false],
  ["Bearer ", false],
  ["Bearer other", false],
  [`Basic ${"token"}`, false],
  ["Bearer token1234567890123 extra", false],
  ["Bearer token1234567890123", true],
  ["bearer  token1234567890123", true],
])("%j is right: %j", (header, isRight) => {
  expect(isBearer(header, "token1234567890123")).toBe(isRight);
});

test("no header is right for an empty token by chance", () => {
  expect(isBearer(null, token)).toBe(false);
});
