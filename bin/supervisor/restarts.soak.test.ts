import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { processCommand } from "@/lib/platform/process-identity";
import { childrenOf, findProcesses } from "@/test/find-processes";
import { type Program, startProgram } from "@/test/start-program";

let dataDir: string;
let program: Program;
let url: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "callwright-restarts-"));
  await chmod(dataDir, 0o777);
  program = startProgram("test/programs/run-without-web.ts", [dataDir], { env: { LOG_LEVEL: "silent" } });
  const output = await program.prints(/^started .+$/m, 120_000);
  url = /^started (.+)$/m.exec(output)?.[1] ?? "";
  await until(jobsWork);
}, 180_000);
afterEach(async () => {
  program.child.kill("SIGTERM");
  await program.ends();
  const place = path.dirname(await realpath(path.join(dataDir, "postgres")));
  for (const folder of new Set([place, dataDir])) await rm(folder, { recursive: true, force: true });
});

const databaseServers = () => findProcesses(`-D ${dataDir}/postgres`);
const jobProcesses = () =>
  childrenOf(program.child.pid ?? 0).filter((pid) => processCommand(pid)?.includes("bin/worker.ts"));

async function query<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Of the process that lives now: what another has recorded is not believed. */
async function jobsWork(): Promise<boolean> {
  const [pid] = jobProcesses();
  const worked = `SELECT FROM job_processes WHERE name LIKE '%:${pid}' AND worked_at > now() - interval '10 seconds'`;
  return pid !== undefined && (await query(worked).catch(() => [])).length === 1;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; !(await isSo()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`It did not become so: ${program.output()}`);
  }
}

test.each([
  ["database server", databaseServers],
  ["background jobs", jobProcesses],
])("killed outright, the %s are started again, which is said, and jobs are done as before", async (name, find) => {
  const before = find();
  expect(before).toHaveLength(1);
  for (const pid of before) process.kill(pid, "SIGKILL");
  await program.prints(new RegExp(`^The ${name} ended by SIGKILL\\. It is started again in 0\\.5 s\\.$`, "m"));
  await program.prints(new RegExp(`^The ${name} was started again\\.$`, "m"));
  await until(jobsWork);
  expect(find()).toHaveLength(1);
  expect(find()).not.toEqual(before);
  program.child.kill("SIGINT");
  expect(await program.ends()).toBe(0);
  expect([...databaseServers(), ...jobProcesses()]).toEqual([]);
});

test("both are restarted when killed at the same time, and the jobs wait for their database", async () => {
  for (const pid of [...databaseServers(), ...jobProcesses()]) process.kill(pid, "SIGKILL");
  await program.prints(/^The database server was started again\.$/m);
  await until(jobsWork);
});

test("jobs that keep dying end everything with the reason and a failure exit code", async () => {
  const killing = setInterval(() => {
    for (const pid of jobProcesses()) process.kill(pid, "SIGKILL");
  }, 50);
  const code = await program.ends();
  clearInterval(killing);
  expect(code).toBe(1);
  expect(program.output()).toMatch(
    /The background jobs ended by SIGKILL, for the 5th time in a row, so Callwright stops\.\n$/,
  );
  expect(databaseServers()).toEqual([]);
});
