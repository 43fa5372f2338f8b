import { readdir } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import type { Database } from "./database";

const rowSchema = z.object({
  migration: z.string().nullable(),
  job_processes: z.number(),
  seconds_since_work: z.number().nullable(),
});

export type Readiness = {
  database: "ok" | "away";
  migrations: "ok" | "behind" | "unknown";
  /** Stalled: a process that takes jobs is connected, and the queue has not answered it for half a minute. */
  jobs: "ok" | "stalled" | "none" | "unknown";
};

/** Job processes record a heartbeat every five seconds. */
const secondsSinceWorkMax = 30;
const undefinedFunction = "42883";

let newestMigration: Promise<string> | undefined;

/** Whether this instance can serve: its database answers, holds the migrations of this version, and jobs are done somewhere. */
export async function checkReadiness(db: Pick<Database, "inbox">): Promise<Readiness> {
  newestMigration ??= findNewestMigration();
  try {
    const { rows } = await db.inbox.query(
      "SELECT migration, job_processes, seconds_since_jobs_worked() AS seconds_since_work FROM readiness()",
    );
    const row = rowSchema.parse(rows[0]);
    return {
      database: "ok",
      migrations: (row.migration ?? "") >= (await newestMigration) ? "ok" : "behind",
      jobs: stateOfJobs(row.job_processes, row.seconds_since_work),
    };
  } catch (error) {
    // An older database has nothing to ask.
    const isOlder = error instanceof pg.DatabaseError && error.code === undefinedFunction;
    if (isOlder) return { database: "ok", migrations: "behind", jobs: "unknown" };
    return { database: "away", migrations: "unknown", jobs: "unknown" };
  }
}

/** A killed process is no longer connected although its last heartbeat is recent. */
function stateOfJobs(connected: number, secondsSinceWork: number | null): Readiness["jobs"] {
  if (connected === 0) return "none";
  return secondsSinceWork !== null && secondsSinceWork <= secondsSinceWorkMax ? "ok" : "stalled";
}

async function findNewestMigration(): Promise<string> {
  const entries = await readdir(path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().at(-1) ?? "";
}
