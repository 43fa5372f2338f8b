import { keptRecordingKey } from "@/lib/calls/recordings/recording-key";
import { rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import type { Storage } from "@/lib/storage/storage";

type Received = { conversationId: string; userId: string; receivedKey: string };

/**
 * Copies each recording to its tenant and stores its key in the call; the object exists before anybody can read the row.
 * @returns the calls by conversation id; a conversation without an entry has no call yet.
 */
export async function linkRecordings(
  tx: Transaction,
  received: readonly Received[],
  storage: Storage,
): Promise<Map<string, string>> {
  if (received.length === 0) return new Map();
  const { from, params } = rowsParameter(received, {
    conversation_id: { type: "text", value: ({ conversationId }) => conversationId },
    user_id: { type: "uuid", value: ({ userId }) => userId },
    storage_key: { type: "text", value: ({ userId, receivedKey }) => keptRecordingKey(userId, receivedKey) },
  });
  const { rows } = await tx.query<{ id: string; conversationId: string }>(
    `UPDATE calls c SET has_audio = true, recording_storage_key = r.storage_key,
       recording_url = '/api/calls/' || c.id || '/recording'
     FROM ${from}
     WHERE c.elevenlabs_conversation_id = r.conversation_id AND c.user_id = r.user_id
     RETURNING c.id, c.elevenlabs_conversation_id AS "conversationId"`,
    params,
  );
  const callIds = new Map(rows.map((row) => [row.conversationId, row.id]));
  const linked = received.filter(({ conversationId }) => callIds.has(conversationId));
  for (const { userId, receivedKey } of linked)
    await storage.of(userId).copyFrom(receivedKey, keptRecordingKey(userId, receivedKey));
  return callIds;
}
