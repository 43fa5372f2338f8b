import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { openClient } from "./open-client";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.dispose());

test("a connection that breaks while idle is reported by the next statement", async () => {
  const { connectionString } = database;
  const [broken, other] = await Promise.all([openClient({ connectionString }), openClient({ connectionString })]);
  const { rows } = await broken.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const ended = new Promise((resolve) => broken.once("end", resolve));
  await other.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  await ended;
  await expect(broken.query("SELECT 1")).rejects.toThrow(/not queryable/);
  await broken.end();
  await other.end();
});
