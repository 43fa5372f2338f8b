import type { Database } from "@/lib/db/database";
import { valuesList } from "./values-list";

/** A signed event as it is stored. */
export type SignedEvent = {
  id: string;
  /** Null where it lies in storage under `storageKey`. */
  body: Buffer | null;
  storageKey: string | null;
  bytes: number;
  sha256: Buffer;
  signedAtSeconds: number;
  /** How often it came so far. */
  deliveries: number;
};

/**
 * Stores events with one statement, which does not wait for events that are being processed.
 * @returns for each, in their order, whether it is new; existing events are left unchanged.
 */
export async function insertEvents(db: Pick<Database, "inbox">, events: readonly SignedEvent[]): Promise<boolean[]> {
  // Two processes that store the same events take them in the same order, to avoid a deadlock.
  const ordered = [...events].sort((one, other) => one.sha256.compare(other.sha256));
  const { rows, params } = valuesList(
    "(?::uuid, ?::bytea, ?::text, ?::integer, ?::bytea, to_timestamp(?::double precision), ?::integer)",
    ordered.map(({ id, body, storageKey, bytes, sha256, signedAtSeconds, deliveries }) => [
      id,
      body,
      storageKey,
      bytes,
      sha256,
      signedAtSeconds,
      deliveries,
    ]),
  );
  const inserted = await db.inbox.query<{ id: string }>(
    // ON CONFLICT alone would wait for a row that is being changed.
    `INSERT INTO webhook_events
       (provider, id, body, body_storage_key, body_bytes, body_sha256, signed_at, delivery_count)
     SELECT 'elevenlabs', came.* FROM (VALUES ${rows})
       came (id, body, body_storage_key, body_bytes, body_sha256, signed_at, delivery_count)
     WHERE (
       SELECT true FROM webhook_events before
       WHERE before.provider = 'elevenlabs' AND before.body_sha256 = came.body_sha256 LIMIT 1
     ) IS NULL
     ON CONFLICT (provider, body_sha256) DO NOTHING
     RETURNING id`,
    params,
  );
  const ids = new Set(inserted.rows.map(({ id }) => id));
  return events.map(({ id }) => ids.has(id));
}
