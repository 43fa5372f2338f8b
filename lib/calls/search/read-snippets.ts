import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { Turn } from "../call-detail";
import type { Snippet } from "../schema";
import { findSnippet } from "./find-snippet";
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
