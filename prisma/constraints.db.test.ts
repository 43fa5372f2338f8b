import type { Client } from "pg";
import { describe, expect } from "vitest";
import { test } from "@/test/in-transaction";
import { accountChecks, accountUniques } from "./constraint-cases/accounts";
import { callChecks, callUniques } from "./constraint-cases/calls";
import type { Row } from "./constraint-cases/case";
import { customerChecks, customerUniques } from "./constraint-cases/customers";
import { ledgerChecks, ledgerUniques } from "./constraint-cases/ledger";
import { ordinaryRows } from "./constraint-cases/ordinary-rows";
import { rollupChecks, rollupUniques } from "./constraint-cases/rollups";
import { systemChecks, systemUniques } from "./constraint-cases/system";
import { viewChecks, viewUniques } from "./constraint-cases/views";

const checks = {
  ...accountChecks,
  ...callChecks,
  ...customerChecks,
  ...ledgerChecks,
  ...rollupChecks,
  ...systemChecks,
  ...viewChecks,
};
const uniques = {
  ...accountUniques,
  ...callUniques,
  ...customerUniques,
  ...ledgerUniques,
  ...rollupUniques,
  ...systemUniques,
  ...viewUniques,
};

test("every CHECK constraint of the database has its cases", async ({ db }) => {
  const { rows } = await db.query<{ conname: string }>(
    "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 AND connamespace = 'public'::regnamespace",
  );
  expect(Object.keys(checks).sort()).toEqual(rows.map(({ conname }) => conname).sort());
});

test("every unique index of a table that says more than its id has its cases", async ({ db }) => {
  const { rows } = await db.query<{ name: string }>(
    `SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
     WHERE x.indisunique AND NOT x.indisprimary AND t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (x.indkey) AND a.attname = 'id')`,
  );
  // The database numbers entries itself: nobody can write one twice.
  const numbered = "credit_transactions_user_id_entry_number_key";
  expect([...Object.keys(uniques), numbered].sort()).toEqual(rows.map(({ name }) => name).sort());
});

describe("each constraint refuses, by its name, what breaks it, and lets the values at its edge pass", () => {
  test.for(Object.entries(checks))("%s", async ([constraint, { table, refused, accepted, by }], { db }) => {
    const known = await createKnownRows(db);
    const write = async (row: Row) => {
      if (by === undefined) await db.query(insertion(table, row, known));
      else await updateNew(db, table, row, known);
    };
    for (const row of refused) {
      const error = await attempt(db, () => write(row));
      expect(error, JSON.stringify(row)).toMatchObject({ code: "23514", constraint });
    }
    for (const row of accepted) expect(await attempt(db, () => write(row)), JSON.stringify(row)).toBeUndefined();
  });

  test.for(Object.entries(uniques))("%s", async ([constraint, { table, refused, accepted, by }], { db }) => {
    const known = await createKnownRows(db);
    const write = async (rows: readonly Row[]) => {
      for (const row of rows) {
        if (by === undefined) await db.query(insertion(table, row, known));
        else await updateNew(db, table, row, known);
      }
    };
    const error = await attempt(db, () => write(refused));
    expect(error).toMatchObject({ code: "23505", constraint });
    for (const pair of accepted) expect(await attempt(db, () => write(pair)), JSON.stringify(pair)).toBeUndefined();
  });
});

type KnownRows = Readonly<Record<string, string>>;

/** The rows that others point at, by the names under which the cases know them. */
async function createKnownRows(db: Client): Promise<KnownRows> {
  const known: Record<string, string> = {};
  const create = async (name: string, table: string, row: Row = {}) => {
    const { rows } = await db.query<{ id: string }>(`${insertion(table, row, known)} RETURNING id`);
    known[name] = rows[0]?.id ?? "";
  };
  await create("user", "users");
  await create("other", "users");
  await create("agent", "agents");
  await create("call", "calls", { status: "'in_progress'" });
  await create("contact", "contacts");
  await create("contact2", "contacts");
  await create("import", "contact_imports");
  await create("contact3", "contacts");
  await create("customer", "customers", { contact_id: "$contact3", conversion_date: "'1998-07-01'" });
  return known;
}

function insertion(table: string, row: Row, known: KnownRows): string {
  const values = { ...ordinaryRows[table], ...row };
  return `INSERT INTO ${table} (${Object.keys(values).join(", ")}) VALUES (${Object.values(values)
    .map((value) => withKnown(value, known))
    .join(", ")})`;
}

async function updateNew(db: Client, table: string, row: Row, known: KnownRows): Promise<void> {
  const { rows } = await db.query<{ id: string }>(`${insertion(table, row, known)} RETURNING id`);
  const changes = Object.entries(row).map(([column, value]) => `${column} = ${withKnown(value, known)}`);
  await db.query(`UPDATE ${table} SET ${changes.join(", ")} WHERE id = $1`, [rows[0]?.id]);
}

const withKnown = (sql: string, known: KnownRows) =>
  sql.replaceAll(/\$([a-z]+\d?)/g, (_, name: string) => `'${known[name]}'`);

/** What writing ends with; nothing of it stays, and the transaction continues. */
async function attempt(db: Client, write: () => Promise<unknown>): Promise<unknown> {
  await db.query("SAVEPOINT attempt");
  try {
    await write();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await db.query("ROLLBACK TO SAVEPOINT attempt");
  }
}
