import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { checkReadiness } from "@/lib/db/check-readiness";
import { createLogger } from "@/lib/platform/logger";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { releaseDeadWorkers } from "./release-dead-workers";
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

test("a working process records a heartbeat, counts its runs, and removes the heartbeat when it stops", async () => {
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
  // The server takes a moment to end what was disconnected.
  await until(async () => (await jobs()) === "none");
});

test("workers that keep dying are replaced with a growing delay, and readiness reports them as stalled", async () => {
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

test("a process that cannot record its heartbeat does not count as working, until it can again", async () => {
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

test("a job and a queue that a killed process held are released, and a live one keeps its own", async () => {
  await start();
  await until(async () => (await jobs()) === "ok");
  const [living] = await harness.rows<{ id: string }>("SELECT worker_ids[1] AS id FROM job_processes");
  expect(living?.id).toMatch(/^worker-/);
  const cases = [
    ["killed", "worker-dead", "3 minutes"],
    ["just-taken", "worker-new", "1 minute"],
    ["living", living?.id, "3 hours"],
  ] as const;
  for (const [queue, worker, age] of cases) {
    await harness.rows(
      "SELECT graphile_worker.add_job('later', queue_name => $1, run_at => now() + interval '1 hour')",
      [queue],
    );
    await harness.rows(
      "UPDATE graphile_worker._private_job_queues SET locked_by = $2, locked_at = now() - $3::interval WHERE queue_name = $1",
      [queue, worker, age],
    );
    await harness.rows(
      `UPDATE graphile_worker._private_jobs SET locked_by = $2, locked_at = now() - $3::interval
       WHERE job_queue_id = (SELECT id FROM graphile_worker._private_job_queues WHERE queue_name = $1)`,
      [queue, worker, age],
    );
  }
  await releaseDeadWorkers(harness.owner);
  const held = (of: string) => harness.rows(`SELECT locked_by FROM ${of} AND locked_by IS NOT NULL ORDER BY 1`);
  const kept = [living?.id, "worker-new"].sort().map((locked_by) => ({ locked_by }));
  expect(await held("graphile_worker.jobs WHERE task_identifier = 'later'")).toEqual(kept);
  expect(
    await held("graphile_worker._private_job_queues WHERE queue_name IN ('killed', 'just-taken', 'living')"),
  ).toEqual(kept);
  await harness.rows("SELECT graphile_worker.force_unlock_workers(ARRAY['worker-new', $1])", [living?.id]);
});

test("a database of an older version is distinguished from one that is unavailable", async () => {
  await harness.rows("ALTER FUNCTION seconds_since_jobs_worked() RENAME TO away");
  expect(await checkReadiness(harness.db)).toEqual({ database: "ok", migrations: "behind", jobs: "unknown" });
  await harness.rows("ALTER FUNCTION away() RENAME TO seconds_since_jobs_worked");
});
