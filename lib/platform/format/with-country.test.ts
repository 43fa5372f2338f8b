import { expect, test } from "vitest";
import { withCountry } from "./with-country";

test("a number stands beside its country, alone where that is unknown, and no country stands without a number", () => {
  expect(withCountry("+44 20 7946 0796", "United Kingdom")).toBe("+44 20 7946 0796 · United Kingdom");
  expect(withCountry("+999 1", null)).toBe("+999 1");
  expect(withCountry(null, "United Kingdom")).toBeNull();
});
