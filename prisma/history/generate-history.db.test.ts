import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { ledgerFaults, rollupDifferences } from "@/test/recompute";
import { generateHistory } from "./generate-history";

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.dispose();
});

const count = async (table: string, where = "true") =>
  (await owner.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table} WHERE ${where}`)).rows[0]?.n;

test("a size that makes no sense is refused before anything is written", async () => {
  for (const size of [
    { calls: Number.NaN, tenants: 200 },
    { calls: 0, tenants: 1 },
    { calls: 10, tenants: 0.5 },
  ]) {
    await expect(generateHistory(database.connectionString, size)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
  expect(await count("users")).toBe(0);
});

test("interrupted, it leaves nothing", async () => {
  const interrupted = generateHistory(database.connectionString, { calls: 4_000, tenants: 40 }, () => {
    void owner.query(
      // Every database of the server that was made of the same template has the same tables by number.
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
  });
  await expect(interrupted).rejects.toThrow();
  expect([await count("users"), await count("calls"), await count("credit_transactions")]).toEqual([0, 0, 0]);
  expect(await count("pg_trigger", "tgenabled = 'D'")).toBe(0);
});

test("what it makes is exactly as many calls as asked for, free of contradictions, under all triggers", async () => {
  await generateHistory(database.connectionString, { calls: 2_345, tenants: 6, hasTranscripts: true });
  expect(await count("calls")).toBe(2_345);
  expect(await count("users")).toBe(6);
  const [largest] = (await owner.query("SELECT count(*)::integer AS n FROM calls GROUP BY user_id ORDER BY 1 DESC"))
    .rows;
  expect(largest).toEqual({ n: 470 });
  expect(await rollupDifferences(owner)).toEqual([]);
  expect(await ledgerFaults(owner)).toEqual([]);
  expect((await owner.query("SELECT * FROM validate_user_data_consistency()")).rows).toEqual([]);
  expect((await owner.query("SELECT * FROM audit_data_isolation()")).rows).toEqual([]);
  expect(await count("call_searches")).toBe(2_345);
  expect(await count("transcripts")).toBe(await count("calls", "status = 'completed'"));
  expect(await count("users", "credits < 0")).toBe(0);
  expect(await count("pg_trigger", "tgenabled = 'D'")).toBe(0);
  expect(await count("user_kpi_summary", "calls_lifetime > 0")).toBe(6);
});

test("a database that has calls is left as it is", async () => {
  await expect(generateHistory(database.connectionString, { calls: 10, tenants: 1 })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await count("users")).toBe(6);
});
