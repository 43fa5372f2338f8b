import type { Transaction } from "@/lib/db/transaction";

export type TakenEvent = {
  id: string;
  body: Buffer | null;
  bodyStorageKey: string | null;
  audioStorageKey: string | null;
  sha256: Buffer;
  receivedAt: Date;
};

export type EventSelection = { ids: readonly string[] } | { eventsMax: number };

/** A body kept as an object, or a recording that has not been given its own yet. */
export const needsUnpacking =
  "(body_storage_key IS NOT NULL OR (audio_storage_key IS NULL AND event_type IS NOT DISTINCT FROM 'post_call_audio'))";

/**
 * Locks pending events for this transaction, oldest first; events that another worker holds are passed over. Without named
 * ids it leaves those out that are to be unpacked first: objects are read and written outside of a transaction.
 */
export async function takeEvents(tx: Transaction, selection: EventSelection): Promise<TakenEvent[]> {
  const named = "ids" in selection;
  const { rows } = await tx.query<TakenEvent>(
    `SELECT id, body, body_storage_key AS "bodyStorageKey", audio_storage_key AS "audioStorageKey",
       body_sha256 AS sha256, received_at AS "receivedAt"
     FROM webhook_events
     WHERE provider = 'elevenlabs' AND status = 'pending' AND ${named ? "id = ANY ($1)" : `NOT ${needsUnpacking}`}
     ORDER BY received_at, id
     ${named ? "" : "LIMIT $1"}
     FOR UPDATE SKIP LOCKED`,
    [named ? selection.ids : selection.eventsMax],
  );
  return rows;
}
