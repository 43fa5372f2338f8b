import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { Turn } from "./call-detail";
import { findSnippet, type Snippet } from "./find-snippet";
import type { SearchTerm } from "./parse-search";

const Turns = z.array(Turn).catch([]);

/** Where the terms were said in these calls, by call; a call in which they were not said has none. */
export async function readSnippets(
  tx: Transaction,
  userId: string,
  callIds: readonly string[],
  terms: readonly SearchTerm[],
): Promise<Map<string, Snippet>> {
  const { rows } = await tx.query<{ call_id: string; speaker_segments: unknown }>(
    "SELECT call_id, speaker_segments FROM transcripts WHERE user_id = $1 AND call_id = ANY ($2::uuid[])",
    [userId, callIds],
  );
  return new Map(
    rows.flatMap(({ call_id, speaker_segments }) => {
      const snippet = findSnippet(Turns.parse(speaker_segments), terms);
      return snippet ? [[call_id, snippet] as const] : [];
    }),
  );
}
