import { z } from "zod";
import { anyOf } from "@/lib/db/any-of";
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
  const rows = await tx.kysely
    .selectFrom("transcripts")
    .select(["call_id", "speaker_segments"])
    .where("user_id", "=", userId)
    .where("call_id", "=", anyOf(callIds))
    .execute();
  return new Map(
    rows.flatMap(({ call_id, speaker_segments }) => {
      const snippet = findSnippet(Turns.parse(speaker_segments), terms);
      return snippet ? [[call_id, snippet] as const] : [];
    }),
  );
}
