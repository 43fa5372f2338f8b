// Runs everything that proves the product, the quickest first; the first failure ends it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const results = mkdtempSync(path.join(tmpdir(), "callwright-results-"));
const counted = (name, command) => {
  const file = path.join(results, `${name}.json`);
  return {
    command: [...command, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    count: () => vitestCounts(file),
  };
};
const vitest = (project) => counted(project, ["npx", "vitest", "run", "--project", project]);
// What differs between PostgreSQL's versions is the catalogue; all of the database tests are npm run test:db:15.
const onPostgres15 = ["prisma/migrate", "prisma/later", "prisma/schema", "prisma/objects.db", "prisma/dictionary"];
const browserResults = path.join(results, "browser.json");
const tlsResults = path.join(results, "browser-tls.json");

const steps = [
  { title: "Format and lint", command: ["npx", "biome", "check", "--error-on-warnings", "."] },
  { title: "Route types", command: ["npx", "next", "typegen"] },
  { title: "Types", command: ["npx", "tsc", "--noEmit"] },
  { title: "Unit tests", ...vitest("unit") },
  { title: "Database tests", ...vitest("db") },
  {
    title: "Migrations on PostgreSQL 15",
    ...counted("db-15", ["npm", "run", "--silent", "test:db:15", "--", "--if-found", ...onPostgres15]),
  },
  { title: "Build", command: ["npm", "run", "--silent", "build"] },
  { title: "Start and stop", ...vitest("system") },
  { title: "Killed, stopped and cut off", ...vitest("app") },
  {
    title: "Behind a connection pooler",
    ...counted("pooler", ["npm", "run", "--silent", "test:pooler", "--", "--if-found"]),
  },
  {
    title: "Browser tests",
    command: ["npm", "run", "--silent", "test:e2e"],
    env: { E2E_JSON_FILE: browserResults },
    count: () => playwrightCounts(browserResults),
  },
  {
    title: "Browser tests behind TLS",
    command: ["npm", "run", "--silent", "test:e2e:tls"],
    env: { E2E_JSON_FILE: tlsResults },
    count: () => playwrightCounts(tlsResults),
  },
];

const total = { passed: 0, failed: 0 };
const startedAt = Date.now();
let exitCode = 0;
for (const step of steps) {
  console.log(`\n── ${step.title} ${"─".repeat(Math.max(0, 70 - step.title.length))}`);
  const stepStartedAt = Date.now();
  const [program, ...args] = step.command;
  const { status } = spawnSync(program, args, {
    stdio: "inherit",
    env: { NEXT_TELEMETRY_DISABLED: "1", ...process.env, ...step.env },
  });
  const { passed, failed } = step.count?.() ?? { passed: 0, failed: 0 };
  total.passed += passed;
  total.failed += failed;
  exitCode = status ?? 1;
  console.log(`${step.title}: ${exitCode === 0 ? "done" : "failed"} after ${seconds(stepStartedAt)} s`);
  if (exitCode !== 0) break;
}
rmSync(results, { recursive: true, force: true });
console.log(`\nAll in ${seconds(startedAt)} s.`);
// A step may break beside its tests: by an error between two of them, or before the first.
if (exitCode !== 0 && total.failed === 0) total.failed = 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(exitCode);

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(0);
}

function vitestCounts(file) {
  const { numPassedTests, numFailedTests } = read(file) ?? { numPassedTests: 0, numFailedTests: 0 };
  return { passed: numPassedTests, failed: numFailedTests };
}

function playwrightCounts(file) {
  const { stats } = read(file) ?? { stats: { expected: 0, flaky: 0, unexpected: 0 } };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

/** A step that broke before its first test leaves no results. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
