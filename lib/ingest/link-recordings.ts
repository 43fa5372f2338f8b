import { rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";

type Recording = { conversationId: string; userId: string; storageKey: string };

/**
 * Tells each recording's call where its sound lies.
 * @returns the calls by conversation id; a conversation without an entry has no call yet.
 */
export async function linkRecordings(tx: Transaction, recordings: readonly Recording[]): Promise<Map<string, string>> {
  if (recordings.length === 0) return new Map();
  const { from, params } = rowsParameter(recordings, {
    conversation_id: { type: "text", value: (recording) => recording.conversationId },
    user_id: { type: "uuid", value: (recording) => recording.userId },
    storage_key: { type: "text", value: (recording) => recording.storageKey },
  });
  const { rows } = await tx.query<{ id: string; conversationId: string }>(
    `UPDATE calls c SET has_audio = true, recording_storage_key = r.storage_key,
       recording_url = '/api/calls/' || c.id || '/recording'
     FROM ${from}
     WHERE c.elevenlabs_conversation_id = r.conversation_id AND c.user_id = r.user_id
     RETURNING c.id, c.elevenlabs_conversation_id AS "conversationId"`,
    params,
  );
  return new Map(rows.map((row) => [row.conversationId, row.id]));
}
