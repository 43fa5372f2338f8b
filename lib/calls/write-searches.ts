import { setImmediate as nextTurn } from "node:timers/promises";
import type { Statements } from "@/lib/db/transaction";
import { settleAll } from "@/lib/platform/settle-all";
import { searchVector } from "./search-vector";

const callsPerPart = 20;
const charactersPerTurn = 25_000;
const turnSeparator = "\x1e";

type SourceRow = {
  call_id: string;
  user_id: string;
  who: string[];
  phone_number: string | null;
  /** Turn by turn, with the sign that separates records between them. */
  said: string | null;
  source: string;
};

type Made = { rows: readonly SourceRow[]; vectors: readonly string[] };

/** Makes the words by which these calls are found, from what is kept of them. @returns of how many that changed them. */
export async function writeSearches(tx: Statements, callIds: readonly string[]): Promise<number> {
  let changed = 0;
  let made: Made = { rows: [], vectors: [] };
  let rows = await read(tx, callIds.slice(0, callsPerPart));
  for (let end = callsPerPart; end < callIds.length + callsPerPart; end += callsPerPart) {
    // While the database reads what comes next and writes what was made before, this process makes the words of a few calls.
    const [vectors, [next, written]] = await settleAll([
      vectorsOf(rows),
      readAndWrite(tx, callIds.slice(end, end + callsPerPart), made),
    ]);
    changed += written;
    made = { rows, vectors };
    rows = next;
  }
  return changed + (await write(tx, made));
}

async function readAndWrite(tx: Statements, callIds: readonly string[], made: Made): Promise<[SourceRow[], number]> {
  const rows = await read(tx, callIds);
  return [rows, await write(tx, made)];
}

async function read(tx: Statements, callIds: readonly string[]): Promise<SourceRow[]> {
  if (callIds.length === 0) return [];
  return (await tx.query<SourceRow>("SELECT * FROM call_search_sources($1)", [callIds])).rows;
}

/** Between a few calls, what else this process does has its turn. */
async function vectorsOf(rows: readonly SourceRow[]): Promise<string[]> {
  const vectors: string[] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (characters > charactersPerTurn) {
      await nextTurn();
      characters = 0;
    }
    vectors.push(vectorOf(row));
    characters += row.said?.length ?? 0;
  }
  return vectors;
}

function vectorOf({ user_id: userId, who, phone_number: phoneNumber, said }: SourceRow): string {
  return searchVector({ userId, who, phoneNumber, said: said?.split(turnSeparator) ?? [] });
}

async function write(tx: Statements, { rows, vectors }: Made): Promise<number> {
  if (rows.length === 0) return 0;
  // Each is a parameter of its own: within an array it would be quoted here and read out of its quotes there.
  const numbered = vectors.map((_, index) => `$${index + 3}`).join(", ");
  const written = await tx.query<{ changed: number }>(
    `SELECT write_call_searches($1, ARRAY[${numbered}]::text[], $2) AS changed`,
    [rows.map((row) => row.call_id), rows.map(({ source }) => source), ...vectors],
  );
  return written.rows[0]?.changed ?? 0;
}
