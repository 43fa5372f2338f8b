import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { everyCounter } from "@/lib/metrics/every-counter";
import { counters, segmentCounters } from "@/test/raw-metrics";
import { fillRegion, regionBegin, regionEnd } from "./tools/rollups/fill-region";
import { renderedFiles } from "./tools/rollups/rendered-files";

test.for(Object.entries(renderedFiles()))("%s is what the counters say", ([name, text]) => {
  const file = readFileSync(path.join(import.meta.dirname, "..", name), "utf8");
  expect(file === text, `${name} is generated: npm run db:rollups -- write`).toBe(true);
});

test("tests have every counter by a definition of their own", () => {
  const defined = new Set(Object.keys({ ...counters, ...segmentCounters }));
  const missing = everyCounter.map(({ column }) => column).filter((column) => !defined.has(column));
  expect(missing, "to be added to counters of test/raw-metrics.ts").toEqual([]);
});

test("a generated region is rewritten, and the text around it is unchanged", () => {
  const file = ["before", `  // ${regionBegin}`, "old", `  // ${regionEnd}`, "after"].join("\n");
  const filled = fillRegion(file, "//", ["new", "lines"]);
  expect(filled.split("\n")).toEqual(["before", `  // ${regionBegin}`, "new", "lines", `  // ${regionEnd}`, "after"]);
  expect(fillRegion(filled, "//", ["new", "lines"])).toBe(filled);
  expect(() => fillRegion("before\nafter", "//", [])).toThrow(regionBegin);
});
