import { Client } from "pg";
import { readCatalog } from "@/prisma/tools/catalog";

/** What two databases differ in: everything of the catalog, and every row but for keys and moments that are made up. */
export async function compareDatabases(one: string, other: string): Promise<string[]> {
  const [a, b] = await Promise.all([readAll(one), readAll(other)]);
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => a.get(name) !== b.get(name))
    .sort()
    .map((name) => {
      const [before, after] = [lines(a.get(name)), lines(b.get(name))];
      return [
        name,
        ...before.filter((line) => !after.includes(line)).map((line) => `  - ${line}`),
        ...after.filter((line) => !before.includes(line)).map((line) => `  + ${line}`),
      ].join("\n");
    });
}

const lines = (text = "(none)") => text.split("\n");

async function readAll(connectionString: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const all = new Map(await readCatalog(client));
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'",
    );
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT (to_jsonb(t) - '{created_at,updated_at,secret}'::text[])::text AS row FROM ${name} t ORDER BY 1`,
      );
      all.set(`rows of ${name}`, rows.map(({ row }) => row).join("\n    "));
    }
    return all;
  } finally {
    await client.end();
  }
}
