import type { Client } from "pg";

/** Each view of the database, with the types of all its columns. */
export async function readDatabaseViews(client: Client): Promise<Record<string, Record<string, string>>> {
  const { rows } = await client.query<{ name: string; columns: Record<string, string> }>(
    `SELECT c.relname AS name, jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
     GROUP BY c.relname`,
  );
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
}
