import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transaction } from "@/lib/db/transaction";
import { searchVector } from "./search-vector";

const charactersPerTurn = 50_000;
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
export async function writeSearches(tx: Transaction, callIds: readonly string[]): Promise<number> {
  const { rows } = await tx.query<SourceRow>("SELECT * FROM call_search_sources($1)", [callIds]);
  const vectors: string[] = [];
  let characters = 0;
  for (const { user_id: userId, who, phone_number: phoneNumber, said } of rows) {
    vectors.push(searchVector({ userId, who, phoneNumber, said: said?.split(turnSeparator) ?? [] }));
    characters += said?.length ?? 0;
    // What else this process does has its turn between a few calls.
    if (characters > charactersPerTurn) {
      characters = 0;
      await nextTurn();
    }
  }
  // Each is a parameter of its own: within an array it would be quoted here and read out of its quotes there.
  const numbered = vectors.map((_, index) => `$${index + 3}`).join(", ");
  const written = await tx.query<{ changed: number }>(
    `SELECT write_call_searches($1, ARRAY[${numbered}]::text[], $2) AS changed`,
    [rows.map((row) => row.call_id), rows.map(({ source }) => source), ...vectors],
  );
  return written.rows[0]?.changed ?? 0;
}
