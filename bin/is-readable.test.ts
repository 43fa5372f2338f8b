import { expect, test } from "vitest";
import { isReadable } from "./is-readable.mjs";

test.each(["/", "/calls", "/calls/%F0%9F%93%9E?q=%zz&r=..", "//x", "/a..b/...", "/?", "/calls/"])("%j is", (url) => {
  expect(isReadable(url)).toBe(true);
});

test.each([
  "",
  "*",
  "?x",
  "x:80",
  "http://",
  "http://[",
  "http://elsewhere.example/calls",
  "/..",
  "/a/%2e%2e/b",
  "/./",
  "/%zz",
  "/%C3",
])("%j is not", (url) => {
  expect(isReadable(url)).toBe(false);
});

test("nor is none", () => expect(isReadable(undefined)).toBe(false));
