import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fillRegion, regionBegin, regionEnd } from "./tools/rollups/fill-region";
import { renderedFiles } from "./tools/rollups/rendered-files";

test.for(Object.entries(renderedFiles()))("%s is what the counters say", ([name, text]) => {
  expect(readFileSync(path.join(import.meta.dirname, "..", name), "utf8")).toBe(text);
});

test("a generated region is written anew, and what stands around it is left alone", () => {
  const file = ["before", `  // ${regionBegin}`, "old", `  // ${regionEnd}`, "after"].join("\n");
  const filled = fillRegion(file, "//", ["new", "lines"]);
  expect(filled.split("\n")).toEqual(["before", `  // ${regionBegin}`, "new", "lines", `  // ${regionEnd}`, "after"]);
  expect(fillRegion(filled, "//", ["new", "lines"])).toBe(filled);
  expect(() => fillRegion("before\nafter", "//", [])).toThrow(regionBegin);
});
