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

/** What a batch may hold in memory: when many long calls come at once, it takes fewer of them. */
const batchBytesMax = 32 * 1024 * 1024;

/** A body kept as an object, or a recording that has not been given its own yet. */
export const needsUnpacking =
  "(body_storage_key IS NOT NULL OR (audio_storage_key IS NULL AND event_type IS NOT DISTINCT FROM 'post_call_audio'))";

/**
 * Locks pending events for this transaction, oldest first; events that another worker holds are passed over. Without named
 * ids it leaves those out that are to be unpacked first: objects are read and written outside of a transaction.
 */
export async function takeEvents(tx: Transaction, selection: EventSelection): Promise<TakenEvent[]> {
  const { rows } =
    "ids" in selection
      ? await tx.query<TakenEvent>(
          `SELECT ${taken} FROM webhook_events e
           WHERE provider = 'elevenlabs' AND status = 'pending' AND id = ANY ($1)
           ORDER BY received_at, id FOR UPDATE SKIP LOCKED`,
          [selection.ids],
        )
      : await tx.query<TakenEvent>(takeOldest, [selection.eventsMax, batchBytesMax]);
  return rows;
}

const taken = `e.id, e.body, e.body_storage_key AS "bodyStorageKey", e.audio_storage_key AS "audioStorageKey",
  e.body_sha256 AS sha256, e.received_at AS "receivedAt"`;

/** Always the oldest, and as many after it as there is room for. */
const takeOldest = `
  WITH locked AS (
    SELECT id, received_at, octet_length(body) AS bytes FROM webhook_events
    WHERE provider = 'elevenlabs' AND status = 'pending' AND NOT ${needsUnpacking}
    ORDER BY received_at, id LIMIT $1
    FOR UPDATE SKIP LOCKED
  ), measured AS (
    SELECT id, sum(bytes) OVER (ORDER BY received_at, id) - bytes AS bytes_before FROM locked
  )
  SELECT ${taken} FROM measured JOIN webhook_events e USING (id) WHERE bytes_before < $2 ORDER BY e.received_at, e.id`;
