import { expect, test } from "vitest";
import { actionRefusal } from "./action-refusal";

const own = {
  host: "callwright.example",
  origin: "https://callwright.example",
  "next-action": "00",
  "content-type": "multipart/form-data; boundary=x",
};

type Changes = Record<string, string | null>;

test.each<[string, Changes, number | null]>([
  ["from an own page", {}, null],
  ["from an own page, behind a proxy", { host: "10.0.0.7:3000", "x-forwarded-host": "callwright.example" }, null],
  ["of a browser that names no origin", { origin: null, "sec-fetch-site": "same-origin" }, null],
  ["of the site itself, at an address of the inside", { host: "10.0.0.7:3000" }, null],
  ["from the same host without encryption", { origin: "http://callwright.example" }, 403],
  ["from another site", { origin: "https://elsewhere.example" }, 403],
  ["from another port", { origin: "https://callwright.example:8443" }, 403],
  ["from a frame without an origin", { origin: "null" }, 403],
  ["from something that is no address", { origin: "callwright.example" }, 403],
  ["from nobody knows where", { origin: null }, 403],
  ["of a form that no script sends", { "next-action": null }, 405],
  ["of a kind that no action takes", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["of text", { "content-type": "text/plain" }, 415],
  ["of no kind", { "content-type": null }, 415],
])("a request %s", (_, changes, status) => {
  const sent = new Headers(own);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  }
  expect(actionRefusal(sent, "https://callwright.example")?.status ?? null).toBe(status);
});
