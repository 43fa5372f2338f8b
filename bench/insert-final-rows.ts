import { type Client, escapeIdentifier } from "pg";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { secondsOf } from "./measure";
import { withOwner } from "./tenants";

/** What processing writes, parents first, and the rows that are there before. */
const written = [
  "contacts",
  "calls",
  "transcripts",
  "lead_analytics",
  "agent_call_outcomes",
  "credit_transactions",
  "agent_analytics",
  "user_analytics",
  "user_daily_analytics",
  "call_analytics_cache",
  "call_segment_analytics",
  "leads",
  "call_searches",
];
const given = ["users", "agents"];
const rowsPerStatement = 500;

type Table = { name: string; columns: string[]; types: string[]; rows: string[][] };

/**
 * Reads the rows that processing wrote and inserts them into an equal database, 500 a statement and transaction, with every
 * constraint and index but without the product's triggers.
 * @returns the seconds that the inserts took.
 */
export async function insertFinalRows(source: string, serverUrl: string, template: string): Promise<number> {
  const tables = await withOwner(source, async (owner) => {
    const read: Table[] = [];
    for (const name of [...given, ...written]) read.push(await readTable(owner, name));
    return read;
  });
  const target = await createScratchDatabase(serverUrl, template);
  try {
    return await withOwner(target.connectionString, async (owner) => {
      for (const { name } of tables) await owner.query(`ALTER TABLE ${escapeIdentifier(name)} DISABLE TRIGGER USER`);
      // A contact names the call that made it, and a call its contact: within one statement's transaction neither can come first.
      await owner.query("ALTER TABLE contacts DROP CONSTRAINT contacts_auto_created_from_call_id_fkey");
      for (const table of tables.slice(0, given.length)) await insert(owner, table);
      await owner.query("CHECKPOINT");
      return await secondsOf(async () => {
        for (const table of tables.slice(given.length)) await insert(owner, table);
      });
    });
  } finally {
    await target.drop();
  }
}

async function readTable(owner: Client, name: string): Promise<Table> {
  const { rows: columns } = await owner.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [name],
  );
  const list = columns.map((column) => `${escapeIdentifier(column.name)}::text`).join(", ");
  const { rows } = await owner.query<string[]>({
    text: `SELECT ${list} FROM ${escapeIdentifier(name)} ORDER BY 1`,
    rowMode: "array",
  });
  return { name, columns: columns.map((column) => column.name), types: columns.map((column) => column.type), rows };
}

async function insert(owner: Client, { name, columns, types, rows }: Table): Promise<void> {
  const names = columns.map(escapeIdentifier);
  const values = names.map((column, index) => `r.${column}::${types[index]}`);
  const text = `INSERT INTO ${escapeIdentifier(name)} (${names.join(", ")}) SELECT ${values.join(", ")}
    FROM unnest(${names.map((_, index) => `$${index + 1}::text[]`).join(", ")}) AS r (${names.join(", ")})`;
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement);
    await owner.query(
      text,
      names.map((_, index) => part.map((row) => row[index])),
    );
  }
}
