import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { noResults, type Results } from "./results";

const Suite = z.object({
  file: z.string(),
  specs: z.array(z.object({ tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })) })),
  get suites() {
    return z.array(Suite).optional();
  },
});
const Report = z.object({
  config: z.object({ rootDir: z.string() }),
  suites: z.array(Suite),
  stats: z.object({ expected: z.number(), flaky: z.number(), unexpected: z.number() }),
});

/** What Playwright's JSON reporter wrote, repeated attempts included; nothing where the run broke before it could. */
export function readBrowserResults(file: string): Results {
  if (!existsSync(file)) return noResults;
  const { config, suites, stats } = Report.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    files: suites.map((suite) => ({
      file: path.relative("", path.join(config.rootDir, suite.file)),
      seconds: millisecondsOf(suite) / 1000,
    })),
  };
}

function millisecondsOf({ specs, suites = [] }: z.infer<typeof Suite>): number {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration)));
  return sum(own) + sum(suites.map(millisecondsOf));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
