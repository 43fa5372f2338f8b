import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import type { Results } from "./results";

/** Writes the results of a run to TEST_RESULTS_FILE. Vitest's own JSON leaves out the hooks and imports, where most of the time of some files goes. */
export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const { TEST_RESULTS_FILE: resultsFile } = process.env;
    if (!resultsFile) throw new Error("TEST_RESULTS_FILE must say where the results go.");
    const countOf = (state: "passed" | "failed") =>
      modules.reduce((count, { children }) => count + [...children.allTests(state)].length, 0);
    const results: Results = {
      passed: countOf("passed"),
      failed: countOf("failed"),
      files: modules.map((each) => ({ file: path.relative("", each.moduleId), seconds: secondsOf(each) })),
    };
    writeFileSync(resultsFile, JSON.stringify(results));
  }
}

function secondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic();
  return (environmentSetupDuration + prepareDuration + setupDuration + collectDuration + duration) / 1000;
}
