import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transaction } from "@/lib/db/transaction";
import { searchVector } from "./search-vector";

const charactersPerTurn = 50_000;

type SourceRow = {
  call_id: string;
  user_id: string;
  who: string[];
  phone_number: string | null;
  said: string[];
  source: string;
};

/** Makes the words by which these calls are found, from what is kept of them. @returns of how many that changed them. */
export async function writeSearches(tx: Transaction, callIds: readonly string[]): Promise<number> {
  const { rows } = await tx.query<SourceRow>("SELECT * FROM call_search_sources($1)", [callIds]);
  const vectors: string[] = [];
  let characters = 0;
  for (const { user_id: userId, who, phone_number: phoneNumber, said } of rows) {
    vectors.push(searchVector({ userId, who, phoneNumber, said }));
    characters += said.reduce((sum, { length }) => sum + length, 0);
    // What else this process does has its turn between a few calls.
    if (characters > charactersPerTurn) {
      characters = 0;
      await nextTurn();
    }
  }
  const written = await tx.query<{ changed: number }>("SELECT write_call_searches($1, $2, $3) AS changed", [
    rows.map((row) => row.call_id),
    vectors,
    rows.map(({ source }) => source),
  ]);
  return written.rows[0]?.changed ?? 0;
}
