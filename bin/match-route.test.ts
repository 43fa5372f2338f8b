import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routeMatcher } from "./match-route.mjs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-routes-"));
  mkdirSync(path.join(folder, ".next"));
  const manifest = {
    staticRoutes: [{ page: "/" }, { page: "/calls" }, { page: "/api/live" }],
    dynamicRoutes: [{ page: "/calls/[id]", regex: "^/calls/([^/]+?)(?:/)?$" }],
  };
  writeFileSync(path.join(folder, ".next/routes-manifest.json"), JSON.stringify(manifest));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["/", "/"],
  ["/calls?search=someone%40example.com", "/calls"],
  ["/calls/", "/calls"],
  ["/calls/019aabb0-0000-7000-8000-000000000000", "/calls/[id]"],
  ["/calls/a/b", "unmatched"],
  ["/_next/static/chunks/0123abcd.js", "/_next"],
  ["/%E0%A4%A", "unmatched"],
  ["*", "unmatched"],
  ["", "unmatched"],
  [undefined, "unmatched"],
])("%s is counted as %s", (url, route) => {
  expect(routeMatcher(folder)(url)).toBe(route);
});

test("without a build every address is unmatched", () => {
  expect(routeMatcher(path.join(folder, "elsewhere"))("/calls")).toBe("unmatched");
});
