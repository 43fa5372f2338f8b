import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { freePort } from "@/test/free-port";
import { startProgram } from "@/test/start-program";
import { migrate } from "./migrate";
import { readCatalog } from "./tools/catalog";
import { listMigrations } from "./tools/list-migrations";
import { createScratchDatabase, type ScratchDatabase } from "./tools/scratch-database";

let database: ScratchDatabase;
let client: Client;
beforeEach(async () => {
  database = await createScratchDatabase(inject("serverUrl"));
  client = new Client({ connectionString: database.connectionString });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

const first = { name: "20260101000000_create_a", sql: "CREATE TABLE a (n integer);\nINSERT INTO a VALUES (1);\n" };
const second = { name: "20260102000000_create_b", sql: "CREATE TABLE b (n integer);\n" };

const history = async () =>
  (
    await client.query(
      "SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS is_finished, applied_steps_count AS steps FROM _prisma_migrations ORDER BY 1",
    )
  ).rows;

test("migrations are applied in order, once, and recorded as Prisma records them", async () => {
  expect(await migrate(database.connectionString, [first])).toEqual([first.name]);
  expect(await migrate(database.connectionString, [first, second])).toEqual([second.name]);
  expect(await migrate(database.connectionString, [first, second])).toEqual([]);
  expect(await history()).toEqual(
    [first, second].map(({ name, sql }) => ({
      name,
      checksum: createHash("sha256").update(sql).digest("hex"),
      is_finished: true,
      steps: 1,
    })),
  );
});

test("of twenty at once one applies every migration of the product and the others wait", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => migrate(database.connectionString)));
  const names = listMigrations().map(({ name }) => name);
  expect(all.filter((applied) => applied.length > 0)).toEqual([names]);
  expect((await history()).map(({ name, steps }) => ({ name, steps }))).toEqual(
    names.map((name) => ({ name, steps: 1 })),
  );
});

test("a migration that fails leaves nothing behind, is named with its line, and succeeds once it is repaired", async () => {
  const broken = { ...second, sql: "CREATE TABLE b (n integer);\nCREATE TABLE c (n no_such_type);\n" };
  await expect(migrate(database.connectionString, [first, broken])).rejects.toThrow(
    'The migration 20260102000000_create_b failed in line 2: type "no_such_type" does not exist.',
  );
  expect(await history()).toMatchObject([{ name: first.name }]);
  expect(await migrate(database.connectionString, [first, second])).toEqual([second.name]);
});

test("a migration that was edited after it had been applied is refused", async () => {
  await migrate(database.connectionString, [first]);
  await expect(
    migrate(database.connectionString, [{ ...first, sql: `${first.sql}-- edited` }, second]),
  ).rejects.toThrow(/^The migration 20260101000000_create_a was edited after it had been applied: [^.]+\.$/);
  expect(await history()).toHaveLength(1);
});

const older = { name: "20251231000000_create_a", sql: first.sql };
const otherHistory =
  'This database was made by migrations that Callwright does not have (20251231000000_create_a), so no migration leads on from it and nothing was changed: give Callwright an empty database, or delete the folder "postgres" in DATA_DIR if it is the embedded one.';

test("a database of another history is refused, and nothing is changed in it", async () => {
  await migrate(database.connectionString, [older]);
  const before = [await readCatalog(client), await history()];
  await expect(migrate(database.connectionString, [first, second])).rejects.toThrow(otherHistory);
  await expect(migrate(database.connectionString)).rejects.toThrow(otherHistory);
  expect([await readCatalog(client), await history()]).toEqual(before);
});

test.each(["prisma/migrate.ts", "bin/start.ts"])("%s refuses it in that one sentence", async (program) => {
  await migrate(database.connectionString, [older]);
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-history-"));
  const env = { DATABASE_URL: database.connectionString, DATA_DIR: folder, PORT: String(await freePort()) };
  const refused = startProgram(program, [], { env });
  try {
    // Anyone who is not refused continues and says so.
    expect(await refused.prints(/\.\n/)).toBe(`${otherHistory}\n`);
    expect(await refused.ends()).toBe(1);
    expect(await history()).toHaveLength(1);
  } finally {
    refused.child.kill();
    await refused.ends();
    rmSync(folder, { recursive: true });
  }
});

test("the first migration itself refuses the tables of another history, whatever tool applies it", async () => {
  await client.query("CREATE TABLE users (id integer)");
  const before = await readCatalog(client);
  await expect(client.query(listMigrations()[0]?.sql ?? "")).rejects.toThrow(
    /^This database has tables of Callwright from before its first release, which no migration leads on from: [^.]+$/,
  );
  expect(await readCatalog(client)).toEqual(before);
});

test("a database that a newer version has migrated is left as it is, so that this one may start on it", async () => {
  await migrate(database.connectionString, [first, second]);
  expect(await migrate(database.connectionString, [first])).toEqual([]);
  expect(await history()).toHaveLength(2);
});

test("line endings that a checkout changed are not an edit", async () => {
  await migrate(database.connectionString, [first]);
  expect(await migrate(database.connectionString, [{ ...first, sql: first.sql.replaceAll("\n", "\r\n") }])).toEqual([]);
});

test("a migration that another tool began and did not finish is named, not repeated", async () => {
  await migrate(database.connectionString, [first]);
  await client.query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(database.connectionString, [first])).rejects.toThrow(
    `The migration ${first.name} was begun by another tool`,
  );
});

test("killed in the middle and run again, it completes", async () => {
  // The program migrates the product's own schema; this lock holds it up inside the migration that makes the same function.
  const names = listMigrations().map(({ name }) => name);
  const held = names.findIndex((name) => name.endsWith("_objects"));
  await client.query("BEGIN");
  await client.query("CREATE FUNCTION readiness() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
  const program = startProgram("prisma/migrate.ts", [], { env: { DATABASE_URL: database.connectionString } });
  const waiting = "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";
  while ((await client.query(waiting)).rowCount === 0) expect(program.child.exitCode).toBeNull();
  program.child.kill("SIGKILL");
  await program.ends();
  await client.query("ROLLBACK");
  expect((await history()).map(({ name }) => name)).toEqual(names.slice(0, held));

  const again = startProgram("prisma/migrate.ts", [], { env: { DATABASE_URL: database.connectionString } });
  expect(await again.ends()).toBe(0);
  expect((await history()).map(({ name }) => name)).toEqual(names);
});

test("the command says when nothing is left to do, and fails in one sentence", async () => {
  const env = { DATABASE_URL: database.connectionString };
  expect(await startProgram("prisma/migrate.ts", [], { env }).ends()).toBe(0);
  const again = startProgram("prisma/migrate.ts", [], { env });
  expect(await again.ends()).toBe(0);
  expect(again.output()).toBe("The database is up to date.\n");

  await client.query("UPDATE _prisma_migrations SET checksum = 'x'");
  const edited = startProgram("prisma/migrate.ts", [], { env });
  expect(await edited.ends()).toBe(1);
  expect(edited.output()).toMatch(/^The migration \S+ was edited after it had been applied: .+\.\n$/);
});
