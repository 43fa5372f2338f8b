import type { Client } from "pg";
import type { SchemaShape, TableShape } from "./table-shape";

/** The tables as the catalogue has them, without what Prisma's language has no words for. */
export async function readDatabaseShape(client: Client): Promise<SchemaShape> {
  const { rows } = await client.query<{ name: string } & TableShape>(tables);
  return Object.fromEntries(rows.map(({ name, ...shape }) => [name, sorted(shape)]));
}

function sorted(shape: TableShape): TableShape {
  const { columns, primaryKey, uniques, indexes, foreignKeys } = shape;
  return { columns, primaryKey, uniques: uniques.sort(), indexes: indexes.sort(), foreignKeys: foreignKeys.sort() };
}

/** The names of a key's columns, in its order. */
const names = (relation: string, numbers: string, suffix = "") => `
  (SELECT string_agg(a.attname || ${suffix || "''"}, ', ' ORDER BY place)
   FROM unnest(${numbers}) WITH ORDINALITY key (attnum, place)
   JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = key.attnum)`;
const keyOfIndex = "(x.indkey::smallint[])[0:x.indnkeyatts - 1]";
const isDescending = "CASE WHEN x.indoption[place - 1] & 1 = 1 THEN ' DESC' ELSE '' END";

// A computed column's expression and a quoted default's type are left out: Prisma names neither.
const defaultOf = `
  CASE WHEN a.attidentity <> '' THEN 'identity' WHEN a.attgenerated <> '' THEN 'computed'
    ELSE regexp_replace(pg_get_expr(d.adbin, d.adrelid), '^''(.*)''::[a-z ]+(\\[\\])?$', '\\1') END`;

const action = (code: string) => `
  CASE ${code} WHEN 'a' THEN 'NoAction' WHEN 'r' THEN 'Restrict' WHEN 'c' THEN 'Cascade' WHEN 'n' THEN 'SetNull' ELSE 'SetDefault' END`;

const full = "x.indrelid = c.oid AND x.indpred IS NULL AND x.indexprs IS NULL";
const list = (text: string, from: string) => `(SELECT coalesce(jsonb_agg(${text}), '[]') FROM ${from})`;

// For a key that sets only some of its columns to null, Prisma can only express that it does not cascade.
const foreignKeys = list(
  `${names("f.conrelid", "f.conkey")} || ' → ' || f.confrelid::regclass || ' (' || ${names("f.confrelid", "f.confkey")} || '), on delete '
    || CASE WHEN f.confdelsetcols IS NULL THEN ${action("f.confdeltype")} ELSE 'NoAction' END || ', on update ' || ${action("f.confupdtype")}`,
  "pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'",
);

const tables = `
  SELECT c.relname AS name,
    (SELECT jsonb_object_agg(a.attname, concat(format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' not null' END,
        ' default ' || ${defaultOf}))
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'tsvector'::regtype) AS columns,
    (SELECT ${names("c.oid", keyOfIndex)} FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary) AS "primaryKey",
    ${list(names("c.oid", keyOfIndex), `pg_index x WHERE ${full} AND x.indisunique AND NOT x.indisprimary`)} AS uniques,
    ${list(`x.indexrelid::regclass || ' (' || ${names("c.oid", keyOfIndex, isDescending)} || ')'`, `pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE ${full} AND NOT x.indisunique AND i.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')`)} AS indexes,
    ${foreignKeys} AS "foreignKeys"
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'`;
