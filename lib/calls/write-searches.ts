import { setImmediate as nextTurn } from "node:timers/promises";
import type { Statements } from "@/lib/db/transaction";
import { settleAll } from "@/lib/platform/settle-all";
import { searchVector } from "./search-vector";

const charactersPerPart = 25_000;
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

/** Makes the words by which these calls are found, from what is kept of them. @returns of how many that changed them. */
export async function writeSearches(tx: Statements, callIds: readonly string[]): Promise<number> {
  const { rows } = await tx.query<SourceRow>("SELECT * FROM call_search_sources($1)", [callIds]);
  let changed = 0;
  let writing: Promise<number> = Promise.resolve(0);
  for (const part of partsOf(rows)) {
    // While the database writes a few calls, this process makes the words of the next ones.
    const [before, vectors] = await settleAll([writing, nextTurn().then(() => part.map(vectorOf))]);
    changed += before;
    writing = write(tx, part, vectors);
  }
  return changed + (await writing);
}

/** A few calls each: between them, what else this process does has its turn. */
function partsOf(rows: readonly SourceRow[]): SourceRow[][] {
  const parts: SourceRow[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (characters > charactersPerPart) {
      parts.push([]);
      characters = 0;
    }
    parts.at(-1)?.push(row);
    characters += row.said?.length ?? 0;
  }
  return parts;
}

function vectorOf({ user_id: userId, who, phone_number: phoneNumber, said }: SourceRow): string {
  return searchVector({ userId, who, phoneNumber, said: said?.split(turnSeparator) ?? [] });
}

async function write(tx: Statements, rows: readonly SourceRow[], vectors: readonly string[]): Promise<number> {
  // Each is a parameter of its own: within an array it would be quoted here and read out of its quotes there.
  const numbered = vectors.map((_, index) => `$${index + 3}`).join(", ");
  const written = await tx.query<{ changed: number }>(
    `SELECT write_call_searches($1, ARRAY[${numbered}]::text[], $2) AS changed`,
    [rows.map((row) => row.call_id), rows.map(({ source }) => source), ...vectors],
  );
  return written.rows[0]?.changed ?? 0;
}
