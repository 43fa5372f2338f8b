import { createHash, randomUUID } from "node:crypto";
import { type Client, DatabaseError } from "pg";
import { openClient } from "@/lib/db/open-client";
import { AppError } from "@/lib/platform/errors";
import { listMigrations, type Migration } from "./tools/list-migrations";
import { runAsCommand } from "./tools/run-as-command";
import { withDatabase } from "./tools/with-database";

/** Prisma Migrate's own lock, so that neither runs into the other. */
const advisoryLock = 72707369;

type Recorded = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Brings a database to the newest migration: each file in one transaction, recorded in Prisma's own history table. Of
 * several callers at once one works and the others wait, so it may be killed at any point and run again.
 * @returns the names of the migrations that this call applied.
 * @throws AppError CONFLICT for an edited or unfinished migration and for a database of another history, INTERNAL for a migration that
 * fails, each naming it.
 */
export async function migrate(connectionString: string, migrations = listMigrations()): Promise<string[]> {
  const client = await openClient({ connectionString, statement_timeout: 0, lock_timeout: 0 });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    await client.query(historyTable);
    const { rows } = await client.query<Recorded>(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    refuseOtherHistory(rows, migrations);
    const recorded = new Map(rows.map((row) => [row.migration_name, row]));
    const pending = migrations.filter((migration) => !isApplied(migration, recorded.get(migration.name)));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

const historyTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/** What a newer version has added later is no other history: the version before it may start again on its database. */
function refuseOtherHistory(rows: readonly Recorded[], migrations: readonly Migration[]): void {
  const own = new Set(migrations.map(({ name }) => name));
  const newest = migrations.at(-1)?.name ?? "";
  const [first, ...others] = rows
    .map((row) => row.migration_name)
    .filter((name) => !own.has(name) && name < newest)
    .sort();
  if (first === undefined) return;
  const names = others.length === 0 ? first : `${first} and ${others.length} more`;
  throw new AppError(
    "CONFLICT",
    `This database was made by migrations that Callwright does not have (${names}), so no migration leads on from it and nothing was changed: give Callwright an empty database, or delete the folder "postgres" in DATA_DIR if it is the embedded one.`,
  );
}

function isApplied(migration: Migration, row: Recorded | undefined): boolean {
  if (!row) return false;
  if (!row.finished_at) {
    throw new AppError(
      "CONFLICT",
      `The migration ${migration.name} was begun by another tool and not finished: settle it with "prisma migrate resolve", then run again.`,
    );
  }
  if (checksums(migration.sql).includes(row.checksum)) return true;
  throw new AppError(
    "CONFLICT",
    `The migration ${migration.name} was edited after it had been applied: restore it and write a new migration instead.`,
  );
}

/** Prisma's checksum of the file, first as it is, then with either kind of line ending. */
function checksums(sql: string): string[] {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].map((text) => createHash("sha256").update(text).digest("hex"));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())`,
      [randomUUID(), checksums(migration.sql)[0], migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
        WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
      [migration.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    if (!(error instanceof DatabaseError)) throw error;
    throw new AppError(
      "INTERNAL",
      `The migration ${migration.name} failed${whereIn(migration.sql, error)}: ${error.message}.`,
      {
        cause: error,
      },
    );
  }
}

function whereIn(sql: string, error: DatabaseError): string {
  const position = Number(error.position);
  return position > 0 ? ` in line ${sql.slice(0, position).split("\n").length}` : "";
}

runAsCommand(import.meta.filename, () =>
  withDatabase(async (connectionString) => {
    const applied = await migrate(connectionString);
    for (const name of applied) console.log(`Applied ${name}`);
    if (applied.length === 0) console.log("The database is up to date.");
  }),
);
