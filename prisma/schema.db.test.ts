import { readFileSync } from "node:fs";
import path from "node:path";
import { getDMMF } from "@prisma/internals";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.dispose();
});

/** Prisma's scalar and native types in the words of PostgreSQL's catalogue. */
function sqlType(type: string, native: readonly [string, readonly string[]] | null, isList: boolean): string {
  const [name, args] = native ?? [null, []];
  const named: Record<string, string> = {
    Uuid: "uuid",
    VarChar: `character varying(${args[0]})`,
    Timestamptz: "timestamp with time zone",
    Date: "date",
    Inet: "inet",
    Decimal: args.length > 0 ? `numeric(${args.join(",")})` : "numeric",
  };
  const plain: Record<string, string> = {
    String: "text",
    Int: "integer",
    BigInt: "bigint",
    Boolean: "boolean",
    Json: "jsonb",
    Bytes: "bytea",
  };
  return `${(name && named[name]) ?? plain[type] ?? type}${isList ? "[]" : ""}`;
}

async function schemaTables() {
  const datamodel = readFileSync(path.join(import.meta.dirname, "schema.prisma"), "utf8");
  const { models } = (await getDMMF({ datamodel })).datamodel;
  return Object.fromEntries(
    models.map((model) => [
      model.dbName ?? model.name,
      Object.fromEntries(
        model.fields
          .filter((field) => field.kind !== "object")
          .map((field) => [
            field.dbName ?? field.name,
            `${sqlType(field.type, field.nativeType ?? null, field.isList)}${field.isRequired ? " not null" : ""}`,
          ]),
      ),
    ]),
  );
}

async function databaseTables() {
  const { rows } = await client.query<{ table: string; columns: Record<string, string> }>(
    `SELECT c.relname AS table, jsonb_object_agg(a.attname,
       format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     GROUP BY c.relname`,
  );
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}

test("schema.prisma names every table and column of the database, with its type and whether it may be missing", async () => {
  expect(await schemaTables()).toEqual(await databaseTables());
});

test("what schema.prisma calls unique is unique in the database", async () => {
  const datamodel = readFileSync(path.join(import.meta.dirname, "schema.prisma"), "utf8");
  const { models } = (await getDMMF({ datamodel })).datamodel;
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT indrelid::regclass::text AS table, ARRAY(
       SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY (indkey::smallint[])) AS columns
     FROM pg_index WHERE indisunique AND indpred IS NULL`,
  );
  for (const model of models) {
    const columnOf = (name: string) => model.fields.find((field) => field.name === name)?.dbName ?? name;
    const declared = [
      ...model.uniqueFields,
      ...model.fields.filter((field) => field.isUnique).map((field) => [field.name]),
    ];
    for (const fields of declared) {
      const columns = fields.map(columnOf);
      // A key with more columns than a unique one is unique as well.
      const isUnique = rows.some(
        (row) => row.table === model.dbName && row.columns.every((column) => columns.includes(column)),
      );
      expect({ table: model.dbName, columns, isUnique }).toEqual({ table: model.dbName, columns, isUnique: true });
    }
  }
});
