import { expect, test } from "vitest";
import { actionRefusal } from "./action-refusal";

const own = { host: "callwright.example", origin: "https://callwright.example" };

test.each<[string, Record<string, string>, number | null]>([
  ["from an own page", own, null],
  [
    "from an own page, behind a proxy",
    { ...own, host: "10.0.0.7:3000", "x-forwarded-host": "callwright.example" },
    null,
  ],
  ["from an own page of a browser that names no origin", { host: own.host, "sec-fetch-site": "same-origin" }, null],
  ["from another site", { ...own, origin: "https://elsewhere.example" }, 403],
  ["from another port", { ...own, origin: "https://callwright.example:8443" }, 403],
  ["from a frame without an origin", { ...own, origin: "null" }, 403],
  ["from something that is no address", { ...own, origin: "callwright.example" }, 403],
  ["from nobody knows where", { host: own.host }, 403],
  [
    "of a kind that no action takes",
    { ...own, "next-action": "00", "content-type": "application/x-www-form-urlencoded" },
    415,
  ],
])("a request %s", (_, headers, status) => {
  expect(actionRefusal(new Headers(headers))?.status ?? null).toBe(status);
});
