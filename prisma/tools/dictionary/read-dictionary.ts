import type { Client } from "pg";

export type Described = { name: string; comment: string | null };
export type Column = Described & { type: string; nullable: boolean; default: string | null };
export type Relation = Described & {
  kind: "table" | "view" | "materialised view" | "stand-in";
  columns: Column[];
  constraints: (Described & { definition: string })[];
  indexes: (Described & { definition: string })[];
  triggers: (Described & { function: string })[];
  policies: Described[];
};
export type Setting = Described & { type: string; default: string; min: string | null; max: string | null };
export type Dictionary = {
  schemas: Described[];
  relations: Relation[];
  functions: (Described & { result: string })[];
  sequences: Described[];
  types: Described[];
  settings: Setting[];
};

/** What the catalogue of a migrated database says of the product's own objects, by name in the order of bytes. */
export async function readDictionary(client: Client): Promise<Dictionary> {
  const list = async <Row extends Described>(sql: string) => (await client.query<Row>(sql)).rows;
  return {
    schemas: await list(schemas),
    relations: await list(relations),
    functions: await list(functions),
    sequences: await list(sequences),
    types: await list(types),
    settings: await list(settings),
  };
}

const ours = `n.nspname IN ('public', 'absent')`;
const byName = (name: string) => `ORDER BY ${name} COLLATE "C"`;
const notOfExtension = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const rows = (sql: string) => `(SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM (${sql}) r)`;

const columns = rows(`
  SELECT a.attname AS name, col_description(c.oid, a.attnum) AS comment, format_type(a.atttypid, a.atttypmod) AS type,
    NOT a.attnotnull AS nullable,
    CASE a.attgenerated WHEN 's' THEN 'computed: ' ELSE '' END || pg_get_expr(d.adbin, d.adrelid) AS default
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`);
// PostgreSQL 18 lists NOT NULL among the constraints and 15 does not: a column says it itself.
const constraints = rows(`
  SELECT o.conname AS name, obj_description(o.oid, 'pg_constraint') AS comment, pg_get_constraintdef(o.oid) AS definition
  FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype <> 'n' ${byName("o.conname")}`);
const indexes = rows(`
  SELECT i.relname AS name, obj_description(i.oid, 'pg_class') AS comment,
    CASE WHEN x.indisunique THEN 'unique ' ELSE '' END || regexp_replace(pg_get_indexdef(i.oid), '^.* USING btree ', '') AS definition
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid ${byName("i.relname")}`);
const triggers = rows(`
  SELECT t.tgname AS name, obj_description(t.oid, 'pg_trigger') AS comment, f.proname AS function
  FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid WHERE t.tgrelid = c.oid AND NOT t.tgisinternal ${byName("t.tgname")}`);
const policies = rows(`
  SELECT p.polname AS name, obj_description(p.oid, 'pg_policy') AS comment
  FROM pg_policy p WHERE p.polrelid = c.oid ${byName("p.polname")}`);

const schemas = `
  SELECT n.nspname AS name, obj_description(n.oid, 'pg_namespace') AS comment FROM pg_namespace n
  WHERE ${ours} AND n.nspname <> 'public' ${byName("n.nspname")}`;
const relations = `
  SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name,
    obj_description(c.oid, 'pg_class') AS comment,
    CASE WHEN n.nspname = 'absent' THEN 'stand-in' WHEN c.relkind = 'v' THEN 'view' WHEN c.relkind = 'm' THEN 'materialised view' ELSE 'table' END AS kind,
    ${columns} AS columns, ${constraints} AS constraints, ${indexes} AS indexes, ${triggers} AS triggers, ${policies} AS policies
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${ours} AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relname <> '_prisma_migrations'
    AND ${notOfExtension("pg_class", "c.oid")} ${byName("c.relname")}`;
const functions = `
  SELECT format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
    obj_description(p.oid, 'pg_proc') AS comment, pg_get_function_result(p.oid) AS result
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE ${ours} AND ${notOfExtension("pg_proc", "p.oid")} ${byName("p.proname")}, 1`;
const sequences = `
  SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ours} AND c.relkind = 'S' ${byName("c.relname")}`;
const types = `
  SELECT t.typname AS name, obj_description(t.oid, 'pg_type') AS comment
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE ${ours} AND (t.typtype IN ('d', 'e', 'r') OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND ${notOfExtension("pg_type", "t.oid")} ${byName("t.typname")}`;
const settings = `
  SELECT config_key AS name, description AS comment, value_type AS type, default_value AS default,
    min_value::text AS min, max_value::text AS max
  FROM system_config ${byName("config_key")}`;
