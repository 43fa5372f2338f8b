import { expect, test } from "vitest";
import { redirectWithin } from "./redirect-within";

const site = "https://calls.example.com";

test.each([
  ["/calls?status=failed", `${site}/calls?status=failed`],
  [`${site}/leads`, `${site}/leads`],
  ["undefined", site],
  ["", site],
  ["null", site],
  ["http://", site],
  ["//elsewhere.example/", site],
  ["/\\\\elsewhere.example/", site],
  ["/\t/elsewhere.example/", site],
  ["https://elsewhere.example/", site],
  ["https://calls.example.com.elsewhere.example/", site],
  ["http://calls.example.com/", site],
  ["javascript:alert(1)", site],
])("%j leads to %s", (wanted, url) => {
  expect(redirectWithin(wanted, site)).toBe(url);
});
