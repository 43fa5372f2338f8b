import { expect } from "vitest";
import { test } from "./in-transaction";

test("what a test writes is gone in the next one: writing", async ({ db }) => {
  await db.query("CREATE TABLE trace (n integer)");
  const { rows } = await db.query("SELECT to_regclass('trace') IS NOT NULL AS is_there");
  expect(rows).toEqual([{ is_there: true }]);
});

test("what a test writes is gone in the next one: looking", async ({ db }) => {
  const { rows } = await db.query("SELECT to_regclass('trace') IS NOT NULL AS is_there");
  expect(rows).toEqual([{ is_there: false }]);
});

test("a test's database is migrated", async ({ db }) => {
  const { rows } = await db.query(
    "SELECT count(*)::int AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL",
  );
  expect(rows).toEqual([{ unfinished: 0 }]);
});
