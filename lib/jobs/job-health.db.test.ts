import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { checkReadiness } from "@/lib/db/check-readiness";
import { createLogger } from "@/lib/platform/logger";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { type Jobs, startJobs } from "./start-jobs";

let harness: IngestHarness;
let running: Jobs[];
let lines: string[];
beforeAll(async () => {
  harness = await createIngestHarness();
  running = [];
});
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop();
});
afterAll(() => harness.dispose());

async function start(): Promise<void> {
  lines = [];
  const logger = createLogger("warn", { write: (line: string) => void lines.push(line) });
  running.push(await startJobs({ connectionString: harness.connectionString, env: jobsEnv, logger }));
}
const jobs = async () => (await checkReadiness(harness.db)).jobs;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await isSo()); await sleep(50)) {
    if (Date.now() > end) throw new Error("It did not become so within half a minute");
  }
}

test("a process that works says so, counts its runs, and takes its word back when it stops", async () => {
  expect(await jobs()).toBe("none");
  await start();
  await until(async () => (await jobs()) === "ok");
  const counted = () =>
    harness.rows<{ value: number }>(
      "SELECT value FROM job_totals WHERE metric = 'runs' AND label = 'clean-rate-limits'",
    );
  await until(async () => (await counted()).length > 0);
  expect(await counted()).toEqual([{ value: 1 }]);
  await running.pop()?.stop();
  expect(await harness.rows("SELECT FROM job_processes")).toEqual([]);
  expect(await jobs()).toBe("none");
});

test("workers that die again and again are replaced less and less often, and readiness says that they stall", async () => {
  await start();
  await until(async () => (await jobs()) === "ok");
  await harness.rows("ALTER TABLE graphile_worker._private_jobs RENAME TO away");
  try {
    await harness.rows("UPDATE job_processes SET worked_at = worked_at - interval '25 seconds'");
    await until(async () => (await jobs()) === "stalled");
    await sleep(6_000);
    expect(await jobs()).toBe("stalled");
    const waits = lines
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => msg === "The job workers lost the database and are replaced.")
      .map(({ waitSeconds }) => waitSeconds);
    // Half a second each would be more than twenty by now.
    expect(waits.slice(0, 4)).toEqual([0, 1, 2, 4]);
    expect(waits.length).toBeLessThan(7);
  } finally {
    await harness.rows("ALTER TABLE graphile_worker.away RENAME TO _private_jobs");
  }
}, 90_000);

test("a process that cannot write that it works does not count as one that does, until it can again", async () => {
  await start();
  await until(async () => (await jobs()) === "ok");
  await harness.rows("ALTER TABLE job_processes RENAME COLUMN beat_at TO away");
  try {
    await harness.rows("UPDATE job_processes SET worked_at = worked_at - interval '31 seconds'");
    await sleep(6_000);
    expect(await jobs()).toBe("stalled");
  } finally {
    await harness.rows("ALTER TABLE job_processes RENAME COLUMN away TO beat_at");
  }
  await until(async () => (await jobs()) === "ok");
});

test("a database of an older version is told from one that is away", async () => {
  await harness.rows("ALTER FUNCTION seconds_since_jobs_worked() RENAME TO away");
  expect(await checkReadiness(harness.db)).toEqual({ database: "ok", migrations: "behind", jobs: "unknown" });
  await harness.rows("ALTER FUNCTION away() RENAME TO seconds_since_jobs_worked");
});
