import type { Client } from "pg";

export type BaselineColumn = {
  name: string;
  type: string;
  collation: string | null;
  isRequired: boolean;
  identity: string;
  isComputed: boolean;
  expression: string | null;
};
export type BaselineConstraint = { name: string; kind: string; definition: string; target: string | null };
export type BaselineTable = {
  name: string;
  comment: string;
  persistence: string;
  options: string[] | null;
  columns: BaselineColumn[];
  constraints: BaselineConstraint[];
  indexes: { name: string; definition: string; options: string[] | null }[];
};

/** The tables in the order in which the history made them. */
export async function readTables(client: Client): Promise<BaselineTable[]> {
  const { rows } = await client.query<BaselineTable>(`
    SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment, c.relpersistence AS persistence, c.reloptions AS options,
      (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isRequired', a.attnotnull,
          'collation', (SELECT collname FROM pg_collation k JOIN pg_type t ON t.oid = a.atttypid WHERE k.oid = a.attcollation AND k.oid <> t.typcollation),
          'identity', a.attidentity, 'isComputed', a.attgenerated <> '', 'expression', pg_get_expr(d.adbin, d.adrelid, true)) ORDER BY a.attnum)
       FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
      (SELECT jsonb_agg(jsonb_build_object('name', o.conname, 'kind', o.contype, 'definition', pg_get_constraintdef(o.oid, true),
          'target', (SELECT relname FROM pg_class WHERE oid = o.confrelid)) ORDER BY strpos('pufc', o.contype::text), o.oid)
       FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype IN ('p', 'u', 'f', 'c')) AS constraints,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', i.relname, 'definition', pg_get_indexdef(i.oid),
          'options', i.reloptions) ORDER BY i.oid), '[]')
       FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
       WHERE x.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid AND contype IN ('p', 'u'))) AS indexes
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
    ORDER BY c.oid`);
  return rows;
}
