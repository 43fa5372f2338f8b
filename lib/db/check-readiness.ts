import { readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Database } from "./database";

const rowSchema = z.object({ migration: z.string().nullable(), job_processes: z.number() });

export type Readiness = {
  database: "ok" | "away";
  migrations: "ok" | "behind" | "unknown";
  jobs: "ok" | "none" | "unknown";
};

let newestMigration: Promise<string> | undefined;

/** Whether this instance can serve: its database answers, holds the migrations of this version, and jobs run somewhere. */
export async function checkReadiness(db: Pick<Database, "inbox">): Promise<Readiness> {
  newestMigration ??= findNewestMigration();
  try {
    const { rows } = await db.inbox.query("SELECT migration, job_processes FROM readiness()");
    const row = rowSchema.parse(rows[0]);
    return {
      database: "ok",
      migrations: (row.migration ?? "") >= (await newestMigration) ? "ok" : "behind",
      jobs: row.job_processes > 0 ? "ok" : "none",
    };
  } catch {
    return { database: "away", migrations: "unknown", jobs: "unknown" };
  }
}

async function findNewestMigration(): Promise<string> {
  const entries = await readdir(path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().at(-1) ?? "";
}
