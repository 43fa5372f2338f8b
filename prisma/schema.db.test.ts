import { expect } from "vitest";
import { test } from "@/test/in-transaction";
import { readDatabaseShape } from "./tools/schema/read-database-shape";
import { readDatabaseViews } from "./tools/schema/read-database-views";
import { readPrismaShape } from "./tools/schema/read-prisma-shape";
import { readPrismaViews } from "./tools/schema/read-prisma-views";

// What Prisma's language has no words for, and the database alone says: checks, partial indexes, and the kinds below.

test("schema.prisma and the database have the same tables, columns, defaults, keys, indexes and references", async ({
  db,
}) => {
  const written = await readPrismaShape();
  const existing = await readDatabaseShape(db);
  expect(Object.keys(written).sort()).toEqual(Object.keys(existing).sort());
  for (const [table, shape] of Object.entries(existing)) {
    expect({ table, ...written[table] }).toEqual({ table, ...shape });
  }
});

test.for<[string, string]>([
  ["a column", "ALTER TABLE contacts ADD COLUMN extra text"],
  ["a default", "ALTER TABLE contacts ALTER COLUMN is_customer SET DEFAULT true"],
  ["a column that may be missing", "ALTER TABLE contacts ALTER COLUMN is_customer DROP NOT NULL"],
  ["a primary key", "ALTER TABLE job_schedule DROP CONSTRAINT job_schedule_pkey, ADD PRIMARY KEY (task, last_slot)"],
  ["a unique key", "ALTER TABLE contacts ADD UNIQUE (user_id, email)"],
  ["a wider unique key", "ALTER TABLE users DROP CONSTRAINT users_email_key, ADD UNIQUE (email, name)"],
  ["an index", "CREATE INDEX extra ON contacts (user_id, name DESC)"],
  [
    "what happens to a reference on delete",
    "ALTER TABLE contacts DROP CONSTRAINT contacts_user_id_fkey, ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE",
  ],
  ["a reference", "ALTER TABLE contacts DROP CONSTRAINT contacts_user_id_fkey"],
  ["a table", "CREATE TABLE extra (id uuid PRIMARY KEY)"],
])("%s that a migration changes alone is a difference", async ([, change], { db }) => {
  await db.query(change);
  expect(await readDatabaseShape(db)).not.toEqual(await readPrismaShape());
});

test("what schema.prisma says of a view's columns is what the view has", async ({ db }) => {
  const written = await readPrismaViews();
  expect(Object.keys(written)).toContain("my_kpi_summary");
  expect(await readDatabaseViews(db)).toMatchObject(written);
  await db.query("ALTER VIEW my_kpi_summary RENAME calls_lifetime TO calls");
  expect(await readDatabaseViews(db)).not.toMatchObject(written);
});

test("keys that schema.prisma can only say in part are these", async ({ db }) => {
  const { rows } = await db.query(
    `SELECT k.conname AS name, k.condeferrable AS "isDeferrable", k.confdelsetcols IS NOT NULL AS "nullsSomeColumns",
       coalesce(x.indnullsnotdistinct, false) AS "nullsAreEqual"
     FROM pg_constraint k LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype = 'u'
     WHERE k.connamespace = 'public'::regnamespace AND k.contype <> 't'
       AND (k.condeferrable OR k.confdelsetcols IS NOT NULL OR coalesce(x.indnullsnotdistinct, false))
     ORDER BY 1`,
  );
  const said = { isDeferrable: false, nullsSomeColumns: false, nullsAreEqual: false };
  expect(rows).toEqual([
    { ...said, name: "audit_findings_key", nullsAreEqual: true },
    { ...said, name: "calls_contact_id_user_id_fkey", nullsSomeColumns: true },
    { ...said, name: "contacts_auto_created_from_call_id_fkey", nullsSomeColumns: true, isDeferrable: true },
    { ...said, name: "contacts_import_id_user_id_fkey", nullsSomeColumns: true },
    { ...said, name: "credit_transactions_call_id_user_id_fkey", nullsSomeColumns: true },
    { ...said, name: "customers_origin_call_id_user_id_fkey", nullsSomeColumns: true },
    { ...said, name: "follow_ups_call_id_user_id_fkey", nullsSomeColumns: true },
    { ...said, name: "user_analytics_user_id_date_hour_key", nullsAreEqual: true },
    { ...said, name: "webhook_events_call_id_user_id_fkey", nullsSomeColumns: true },
  ]);
});

test("no index of a table is on an expression, which schema.prisma could not say", async ({ db }) => {
  const { rows } = await db.query(
    `SELECT x.indexrelid::regclass FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND x.indexprs IS NOT NULL`,
  );
  expect(rows).toEqual([]);
});
