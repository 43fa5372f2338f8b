import type { Database } from "@/lib/db/database";
import type { SignedEvent } from "./insert-events";
import { valuesList } from "./values-list";

/** The stored columns of a repeated event; null once it was erased together with its account. */
export type KeptEvent = { kept: { storageKey: string | null } | null };

/**
 * Counts repeated deliveries of events; waits for those that are being processed.
 * @returns the stored columns of each, in their order.
 */
export async function countDeliveries(
  db: Pick<Database, "inbox">,
  events: readonly SignedEvent[],
): Promise<KeptEvent[]> {
  const { rows: values, params } = valuesList(
    "(?::bytea, ?::integer)",
    events.map(({ sha256, deliveries }) => [sha256, deliveries]),
  );
  const { rows } = await db.inbox.query<{ digest: string; storage_key: string | null }>(
    `UPDATE webhook_events e
     SET delivery_count = e.delivery_count + came.deliveries, last_received_at = now()
     FROM (
       SELECT sha256, sum(deliveries)::integer AS deliveries
       FROM (VALUES ${values}) delivery (sha256, deliveries) GROUP BY sha256
     ) came
     WHERE e.provider = 'elevenlabs' AND e.body_sha256 = came.sha256
     RETURNING encode(e.body_sha256, 'hex') AS digest, e.body_storage_key AS storage_key`,
    params,
  );
  const keys = new Map(rows.map(({ digest, storage_key }) => [digest, { storageKey: storage_key }]));
  return events.map(({ sha256 }) => ({ kept: keys.get(sha256.toString("hex")) ?? null }));
}
