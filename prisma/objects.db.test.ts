import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { checkObjects } from "./tools/check-objects";
import { commitObjects } from "./tools/commit-objects";
import { listMigrations } from "./tools/list-migrations";
import { listObjects } from "./tools/list-objects";

let folder: string;
let objects: string;
let migrations: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-objects-"));
  objects = path.join(folder, "objects");
  migrations = path.join(folder, "migrations");
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
const check = () => checkObjects({ serverUrl: inject("serverUrl"), objects, migrations });
const commit = (verbPhrase: string) =>
  commitObjects({ verbPhrase, objects, migrations, now: new Date("2026-02-03T04:05:06Z") });

test("the product's migrations and object files agree", async () => {
  expect(await checkObjects({ serverUrl: inject("serverUrl") })).toEqual([]);
});

test("a commit writes what changed, and only that, into a migration that sorts last", async () => {
  expect(commit("Answer everything")).toBe("20260203040506_answer_everything");
  expect(await check()).toEqual([]);
  expect(commit("Again")).toBeUndefined();

  writeObject("core/question.sql", answer(0).replace("answer", "question"));
  expect(commit("Ask")).toBe("20260203040507_ask");
  const text = readFileSync(path.join(migrations, "20260203040507_ask/migration.sql"), "utf8");
  expect(text).toContain("question()");
  expect(text).not.toContain("answer()");
  expect(await check()).toEqual([]);
});

test("a new or edited file that no migration carries is a finding", async () => {
  expect(await check()).toEqual([
    expect.stringContaining("prisma/objects/core/answer.sql differs from its last migration"),
  ]);
  commit("Answer");
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
  commit("Answer");
  writeMigration("20260301000000_drift", sql);
  expect(await check()).toEqual([expect.stringContaining(finding ?? "The function public.answer() differs")]);
});

test("a file that cannot be applied twice is named", async () => {
  writeObject("core/view.sql", "CREATE VIEW v AS SELECT n FROM a;");
  commit("Show");
  await expect(check()).rejects.toThrow(
    'prisma/objects/core/view.sql cannot be applied a second time: relation "v" already exists.',
  );
});

test("a removed file is refused until a migration says that it drops what the file had made", async () => {
  commit("Answer");
  rmSync(path.join(objects, "core/answer.sql"));
  expect(await check()).toEqual(["prisma/objects/core/answer.sql is gone, and no migration says that it was removed."]);
  expect(() => commit("Forget")).toThrow('write a migration with the line "-- object: core/answer.sql removed"');
  writeMigration("20260301000000_drop_answer", "-- object: core/answer.sql removed\nDROP FUNCTION answer();");
  expect(await check()).toEqual([]);
});

test("files are applied by name, each after the files it depends on", () => {
  writeObject("core/a_view.sql", "-- Shows the answer.\n-- depends on: core/answer.sql\n-- depends on: ledger/z.sql");
  writeObject("ledger/z.sql", "-- Nothing.");
  expect(listObjects(objects).map(({ name }) => name)).toEqual(["core/answer.sql", "ledger/z.sql", "core/a_view.sql"]);

  writeObject("ledger/z.sql", "-- depends on: core/a_view.sql");
  expect(() => listObjects(objects)).toThrow("a circle");
  writeObject("ledger/z.sql", "-- depends on: core/none.sql");
  expect(() => listObjects(objects)).toThrow("ledger/z.sql depends on core/none.sql, which does not exist.");
});

test("a phrase that makes no name is refused", () => {
  expect(() => commit("!")).toThrow("Say what changes");
  expect(listMigrations(migrations)).toHaveLength(1);
});
