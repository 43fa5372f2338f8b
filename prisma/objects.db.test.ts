import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { migrate } from "./migrate";
import { type Catalog, readCatalog } from "./tools/catalog";
import { checkObjects } from "./tools/check-objects";
import { listTableComments } from "./tools/comments/list-table-comments";
import { commitObjects } from "./tools/commit-objects";
import { listMigrations } from "./tools/list-migrations";
import { listObjects } from "./tools/list-objects";
import { createScratchDatabase } from "./tools/scratch-database";

let folder: string;
let objects: string;
let migrations: string;
let schema: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-objects-"));
  objects = path.join(folder, "objects");
  migrations = path.join(folder, "migrations");
  schema = path.join(folder, "schema.prisma");
  write(schema, prismaSchema({}));
  writeMigration("20260101000000_create_a", "CREATE TABLE a (n integer);");
  writeObject("core/answer.sql", answer(42));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, sql: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${sql}\n`);
}
const writeObject = (name: string, sql: string) => write(path.join(objects, name), sql);
const writeMigration = (name: string, sql: string) => write(path.join(migrations, name, "migration.sql"), sql);
const answer = (n: number) => `CREATE OR REPLACE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT ${n}';`;
const prismaSchema = ({ table = "A table", column = "A number" }) => `
  datasource db {
    provider = "postgresql"
  }
  /// ${table}
  model A {
    /// ${column}
    n Int @id /// @kyselyType(number)
    @@map("a")
  }`;
const check = () => checkObjects({ serverUrl: inject("serverUrl"), objects, schema, migrations });
const commit = (verbPhrase: string) =>
  commitObjects({ verbPhrase, objects, schema, migrations, now: new Date("2026-02-03T04:05:06Z") });
const textOf = (name: string) => readFileSync(path.join(migrations, name, "migration.sql"), "utf8");

test("the product's migrations and object files agree", async () => {
  expect(await checkObjects({ serverUrl: inject("serverUrl") })).toEqual([]);
});

test("a commit writes what changed, and only that, into a migration that sorts last", async () => {
  expect(await commit("Answer everything")).toBe("20260203040506_answer_everything");
  expect(await check()).toEqual([]);
  expect(await commit("Again")).toBeUndefined();

  writeObject("core/question.sql", answer(0).replace("answer", "question"));
  expect(await commit("Ask")).toBe("20260203040507_ask");
  const text = textOf("20260203040507_ask");
  expect(text).toContain("question()");
  expect(text).not.toContain("answer()");
  expect(await check()).toEqual([]);
});

test("a new or edited file that no migration carries is a finding", async () => {
  expect(await check()).toEqual([
    expect.stringContaining("prisma/schema.prisma/a differs from its last migration"),
    expect.stringContaining("prisma/objects/core/answer.sql differs from its last migration"),
  ]);
  await commit("Answer");
  writeObject("core/answer.sql", answer(43));
  expect(await check()).toEqual([
    expect.stringContaining("prisma/objects/core/answer.sql differs from its last migration"),
  ]);
});

test.each([
  ["a function's text", answer(43), "The function public.answer() differs"],
  ["a function's rights", "REVOKE EXECUTE ON FUNCTION answer() FROM PUBLIC;", undefined],
  [
    "a function nobody wrote down",
    "CREATE FUNCTION stray() RETURNS integer LANGUAGE sql AS 'SELECT 1';",
    "stray() is in the database and in no file",
  ],
  [
    "a view nobody wrote down",
    "CREATE VIEW stray AS SELECT n FROM a;",
    "The view public.stray is in the database and in no file",
  ],
  ["a column's comment", "COMMENT ON COLUMN a.n IS 'Another';", "The column public.a.n differs"],
  [
    "a policy nobody wrote down",
    "CREATE POLICY stray ON a USING (true);",
    "The policy stray on public.a is in the database and in no file",
  ],
  [
    "a trigger nobody wrote down",
    "CREATE TRIGGER stray BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();",
    "The trigger stray on public.a is in the database and in no file",
  ],
])("%s that a migration changes behind the files' back is a finding", async (_what, sql, finding) => {
  if (finding === undefined)
    writeObject("core/answer.sql", `${answer(42)}\nGRANT EXECUTE ON FUNCTION answer() TO PUBLIC;`);
  await commit("Answer");
  writeMigration("20260301000000_drift", sql);
  expect(await check()).toEqual([expect.stringContaining(finding ?? "The function public.answer() differs")]);
});

test("a file that cannot be applied twice is named", async () => {
  writeObject("core/view.sql", "CREATE VIEW v AS SELECT n FROM a;");
  await commit("Show");
  await expect(check()).rejects.toThrow(
    'prisma/objects/core/view.sql cannot be applied a second time: relation "v" already exists.',
  );
});

test("a removed file is refused until a migration says that it drops what the file had made", async () => {
  await commit("Answer");
  rmSync(path.join(objects, "core/answer.sql"));
  expect(await check()).toEqual(["prisma/objects/core/answer.sql is gone, and no migration says that it was removed."]);
  await expect(commit("Forget")).rejects.toThrow(
    'write a migration with the line "-- object: core/answer.sql removed"',
  );
  writeMigration("20260301000000_drop_answer", "-- object: core/answer.sql removed\nDROP FUNCTION answer();");
  expect(await check()).toEqual([]);
});

test("files are applied by name, each after the files it depends on, and what depends on all others last", () => {
  writeObject("core/a_view.sql", "-- Shows the answer.\n-- depends on: core/answer.sql\n-- depends on: ledger/z.sql");
  writeObject("ledger/z.sql", "-- Nothing.");
  writeObject("access/grants.sql", "-- depends on: all others");
  const names = ["core/answer.sql", "ledger/z.sql", "core/a_view.sql", "access/grants.sql"];
  expect(listObjects(objects).map(({ name }) => name)).toEqual(names);
});

test.each([
  ["a circle", "core/a.sql", "core/b.sql", "core/a.sql depends on core/b.sql depends on core/a.sql: a circle."],
  ["a file that depends on itself", "core/a.sql", "core/a.sql", "core/a.sql depends on core/a.sql: a circle."],
  ["an unknown file", "core/a.sql", "core/none.sql", "core/a.sql depends on core/none.sql, which does not exist."],
  [
    "a file that comes last",
    "core/a.sql",
    "core/last.sql",
    "core/last.sql depends on all others, so no other can depend on it.",
  ],
])("a dependency on %s is refused by its name", (_what, name, needed, sentence) => {
  writeObject("core/b.sql", "-- depends on: core/a.sql");
  writeObject("core/last.sql", "-- depends on: all others");
  writeObject(name, `-- depends on: ${needed}`);
  expect(() => listObjects(objects)).toThrow(sentence);
});

test("the product's files say all that they depend on: any order that they allow makes the same database", async () => {
  const all = listMigrations();
  const [tables] = all;
  const later = all.slice(all.findIndex(({ name }) => name.endsWith("_policies_and_grants")) + 1);
  // A later migration changes tables first, and then carries objects.
  const changes = later.map(({ sql }) => sql.split(/^-- object: /m)[0] ?? "");
  const make = async (isBefore?: (a: string, b: string) => boolean): Promise<Catalog> => {
    const database = await createScratchDatabase(inject("serverUrl"));
    await migrate(database.connectionString, tables ? [tables] : []);
    const client = new Client({ connectionString: database.connectionString });
    await client.connect();
    try {
      for (const sql of changes) await client.query(sql);
      for (const { sql } of [...(await listTableComments()), ...listObjects(undefined, isBefore)])
        await client.query(sql);
      return await readCatalog(client);
    } finally {
      await client.end();
      await database.drop();
    }
  };
  const forwards = await make();
  expect(forwards.size).toBeGreaterThan(2000);
  expect(await make((a, b) => a > b)).toEqual(forwards);
});

test("a table's and its columns' comments are what schema.prisma says, and are committed when that changes", async () => {
  await commit("Answer");
  write(schema, prismaSchema({ column: "A tenant's number" }));
  expect(await check()).toEqual([
    "prisma/schema.prisma/a differs from its last migration: commit it with npm run db:objects.",
  ]);
  const name = await commit("Describe");
  expect(
    textOf(name ?? "")
      .split("\n")
      .slice(1),
  ).toEqual(["COMMENT ON TABLE a IS 'A table';", "COMMENT ON COLUMN a.n IS 'A tenant''s number';", ""]);
  expect(await check()).toEqual([]);
});

test("a column of which schema.prisma says nothing means what its name means everywhere", async () => {
  const comments = await listTableComments();
  const sqlOf = (table: string) => comments.find(({ name }) => name === `schema.prisma/${table}`)?.sql;
  expect(sqlOf("agents")).toContain("COMMENT ON COLUMN agents.user_id IS 'The tenant whose row it is';");
  expect(sqlOf("agents")).toContain("COMMENT ON COLUMN agents.name IS 'Name that the tenant sees';");
  expect(sqlOf("user_analytics")).toContain("COMMENT ON COLUMN user_analytics.date IS 'Day in the tenant''s zone';");
});

test("what follows from the catalog is in every migration of objects, and can follow one that was written by hand", async () => {
  const describe = `DO $$ BEGIN EXECUTE format('COMMENT ON INDEX %s IS %L', 'a_pkey', (SELECT count(*) FROM pg_index WHERE indrelid = 'a'::regclass)); END $$;`;
  writeMigration("20260101000001_key_a", "ALTER TABLE a ADD PRIMARY KEY (n);");
  writeObject(
    "tables/derived.sql",
    `-- Says it.\n-- depends on: all others\n-- applied again: with every change\n${describe}`,
  );
  await commit("Answer");
  writeObject("core/question.sql", answer(0).replace("answer", "question"));
  expect(textOf((await commit("Ask")) ?? "")).toMatch(/question[\s\S]*object: tables\/derived\.sql/);
  expect(await commit("Again")).toBeUndefined();

  writeMigration("20260301000000_index_a", "CREATE INDEX a_n_idx ON a (n);");
  expect(await check()).toEqual(["The index a_pkey differs between the migrations and prisma/objects."]);
  expect(textOf((await commit("Describe the index")) ?? "")).toMatch(/^-- object: tables\/derived\.sql/);
  expect(await check()).toEqual([]);
});

test("a phrase that makes no name is refused", async () => {
  await expect(commit("!")).rejects.toThrow("Say what changes");
  expect(listMigrations(migrations)).toHaveLength(1);
});
