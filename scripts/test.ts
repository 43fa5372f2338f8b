// Runs everything that proves the product. The first failure ends it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { readBrowserResults } from "./results/read-browser-results";
import { readVitestResults } from "./results/read-vitest-results";
import { noResults, type Results } from "./results/results";
import { slowestFiles, type TimedFile } from "./results/slowest-files";

type Step = { title: string; command: readonly string[]; env?: Record<string, string>; tests?: Tests };
type Tests = { project: string; results(): Results };

const folder = mkdtempSync(path.join(tmpdir(), "callwright-results-"));

/** Where the tests of a first start leave the demo that it made. */
const demoCopy = path.join(folder, "demo");

function vitest(title: string, project: string, command = ["npx", "vitest", "run", "--project", project]): Step {
  const file = path.join(folder, `${project}.json`);
  return {
    title,
    command: [...command, "--reporter=default", "--reporter=scripts/results/vitest-reporter.ts"],
    env: { TEST_RESULTS_FILE: file, DEMO_COPY_DIR: demoCopy },
    tests: { project, results: () => readVitestResults(file) },
  };
}

function playwright(title: string, project: string, script: string): Step {
  const file = path.join(folder, `${project}.json`);
  return {
    title,
    command: ["npm", "run", "--silent", script],
    env: { E2E_JSON_FILE: file, DEMO_COPY_DIR: demoCopy },
    tests: { project, results: () => readBrowserResults(file) },
  };
}

const optional = (script: string, ...args: string[]) => ["npm", "run", "--silent", script, "--", "--if-found", ...args];
// What differs between PostgreSQL's versions is the catalogue; all of the database tests are npm run test:db:15.
const onPostgres15 = ["prisma/schema", "prisma/objects.db", "prisma/dictionary"];

/** One stage after another. The lanes of a stage run side by side, since each of them waits a good part of its time. */
const stages: readonly (readonly Step[])[][] = [
  [
    [
      { title: "Format and lint", command: ["npx", "biome", "check", "--error-on-warnings", "."] },
      { title: "Route types", command: ["npx", "next", "typegen"] },
      { title: "Types", command: ["npx", "tsc", "--noEmit"] },
    ],
  ],
  [[vitest("Unit tests", "unit")], [{ title: "Build", command: ["npm", "run", "--silent", "build"] }]],
  [
    [
      vitest("Database tests", "db"),
      vitest("Migrations on PostgreSQL 15", "db-15", optional("test:db:15", ...onPostgres15)),
    ],
    [vitest("Killed, stopped and cut off", "app")],
    [vitest("Start and stop", "system"), vitest("Behind a connection pooler", "pooler", optional("test:pooler"))],
  ],
  [[playwright("Browser tests", "e2e", "test:e2e"), playwright("Browser tests behind TLS", "e2e-tls", "test:e2e:tls")]],
];

const total = { passed: 0, failed: 0 };
const timed: TimedFile[] = [];
const startedAt = Date.now();
const running = new Set<ChildProcess>();
let hasFailed = false;

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, fail);
for (const lanes of stages) {
  await Promise.all(lanes.map((lane) => runLane(lane, lanes.length > 1)));
  if (hasFailed) break;
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${slowestFiles(timed)}`);
console.log(`\nAll in ${secondsSince(startedAt)} s.`);
// A step may break beside its tests: by an error between two of them, or before the first.
if (hasFailed && total.failed === 0) total.failed = 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(hasFailed ? 1 : 0);

/** Ends the steps of the other lanes, too. */
function fail(): void {
  hasFailed = true;
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, "SIGTERM");
}

async function runLane(lane: readonly Step[], isBesideOthers: boolean): Promise<void> {
  for (const step of lane) {
    if (hasFailed) return;
    const stepStartedAt = Date.now();
    console.log(`\n── ${step.title} ${"─".repeat(Math.max(0, 70 - step.title.length))}`);
    const isDone = await run(step, isBesideOthers ? `${step.title} │ ` : "");
    const wasEnded = hasFailed;
    if (!isDone) fail();
    if (step.tests) count(step.tests);
    const end = isDone ? "done" : wasEnded ? "ended" : "failed";
    console.log(`${step.title}: ${end} after ${secondsSince(stepStartedAt)} s`);
  }
}

function count({ project, results }: Tests): void {
  const { passed, failed, files } = results() ?? noResults;
  timed.push(...files.map((file) => ({ project, ...file })));
  total.passed += passed;
  total.failed += failed;
}

/** Whether the step went well. Its lines are printed as they come, behind the prefix. */
async function run({ command: [program = "", ...args], env }: Step, prefix: string): Promise<boolean> {
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { NEXT_TELEMETRY_DISABLED: "1", ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...process.env, ...env },
    // A group of its own, so that it ends whole.
    detached: true,
  });
  running.add(child);
  const printed = [child.stdout, child.stderr].map((stream) => print(stream, prefix));
  const [code] = await once(child, "close");
  await Promise.all(printed);
  running.delete(child);
  return code === 0;
}

async function print(stream: Readable, prefix: string): Promise<void> {
  for await (const line of createInterface({ input: stream })) console.log(`${prefix}${line}`);
}

function secondsSince(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
