import { existsSync, readFileSync } from "node:fs";
import { noResults, Results } from "./results";

/** What `vitest-reporter.ts` wrote; nothing where the run broke before it could. */
export function readVitestResults(file: string): Results {
  return existsSync(file) ? Results.parse(JSON.parse(readFileSync(file, "utf8"))) : noResults;
}
