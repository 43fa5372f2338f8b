import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readBrowserResults } from "./read-browser-results";
import { readVitestResults } from "./read-vitest-results";
import { noResults } from "./results";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-read-results-"));
  file = path.join(folder, "results.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("Vitest's tests are counted, and a file's seconds are all of its own: imports, hooks and tests", () => {
  const wait = (milliseconds: number) => `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));`;
  writeFileSync(
    path.join(folder, "slow.test.mjs"),
    `${wait(300)}
     beforeAll(async () => { ${wait(300)} });
     afterAll(async () => { ${wait(300)} });
     test("one", async () => { ${wait(300)} });
     test.each([1, 2])("%s", () => {});
     test("wrong", () => { throw new Error("wrong"); });`,
  );
  writeFileSync(path.join(folder, "broken.test.mjs"), 'throw new Error("broken");');
  const reporter = path.join(import.meta.dirname, "vitest-reporter.ts");
  const args = ["vitest", "run", "--root", folder, "--globals", `--reporter=${reporter}`];
  expect(spawnSync("npx", args, { env: { ...process.env, TEST_RESULTS_FILE: file } }).status).toBe(1);
  const { passed, failed, files } = readVitestResults(file);
  expect([passed, failed]).toEqual([3, 1]);
  expect(Object.fromEntries(files.map((each) => [path.basename(each.file), each.seconds]))).toEqual({
    "slow.test.mjs": expect.any(Number),
    "broken.test.mjs": expect.any(Number),
  });
  expect(files.find((each) => each.file.endsWith("slow.test.mjs"))?.seconds).toBeGreaterThan(1.15);
});

test("a file of browser tests takes what its tests take, those within groups and attempts that failed included", () => {
  const spec = (...durations: number[]) => ({ tests: [{ results: durations.map((duration) => ({ duration })) }] });
  const report = {
    config: { rootDir: path.resolve("e2e") },
    suites: [
      {
        file: "calls.spec.ts",
        specs: [spec(1000), spec(2000, 500)],
        suites: [{ file: "calls.spec.ts", specs: [spec(250)] }],
      },
      { file: "live.spec.ts", specs: [], suites: [] },
    ],
    stats: { expected: 2, flaky: 1, unexpected: 4 },
  };
  writeFileSync(file, JSON.stringify(report));
  expect(readBrowserResults(file)).toEqual({
    passed: 3,
    failed: 4,
    files: [
      { file: "e2e/calls.spec.ts", seconds: 3.75 },
      { file: "e2e/live.spec.ts", seconds: 0 },
    ],
  });
});

test("a run that broke before its first test has no results", () => {
  expect([readVitestResults(file), readBrowserResults(file)]).toEqual([noResults, noResults]);
});
