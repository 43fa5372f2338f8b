import type { Transaction } from "@/lib/db/transaction";
import type { ReadEvents } from "./read-events";
import type { TakenEvent } from "./webhook-event";

/** Events that were read before are taken without their bodies. */
export type NamedEvents = { ids: readonly string[]; reads?: ReadEvents | undefined };
export type EventSelection = NamedEvents | { eventsMax: number; except?: readonly string[] };

/** The memory limit of a batch: with many long calls it takes fewer of them. */
const batchBytesMax = 32 * 1024 * 1024;

/** Whether the body is an object in storage, or a recording that has no object of its own yet. */
export const needsUnpacking =
  "(body_storage_key IS NOT NULL OR (audio_storage_key IS NULL AND event_type IS NOT DISTINCT FROM 'post_call_audio'))";

/**
 * Locks pending events for this transaction, oldest first; events that another worker holds are skipped. Without named ids it leaves out
 * those that must be unpacked first: objects are read and written outside of a transaction.
 */
export async function takeEvents(tx: Transaction, selection: EventSelection): Promise<TakenEvent[]> {
  const [text, values] =
    "ids" in selection
      ? [takeNamed, [selection.ids, selection.ids.filter((id) => selection.reads?.has(id))]]
      : [takeOldest, [selection.eventsMax, batchBytesMax, selection.except ?? []]];
  const { rows } = await tx.query<TakenRow>({ text, values, ...binary });
  const exact = await readExactBodies(tx, rows);
  return rows.map(({ sha256, receivedAtMs, ...row }) => ({
    ...row,
    body: exact.get(row.id) ?? row.body,
    sha256: Buffer.from(sha256, "hex"),
    receivedAt: new Date(Number(receivedAtMs)),
  }));
}

type TakenRow = Omit<TakenEvent, "sha256" | "receivedAt"> & { sha256: string; receivedAtMs: string };

/** Receives bodies in binary instead of hexadecimal, which is twice as long; all other columns are text in both formats. */
const bytea = 17;
const binary = {
  binary: true,
  types: { getTypeParser: (oid: number) => (value: Buffer) => (oid === bytea ? value : value.toString("utf8")) },
};
const replacement = Buffer.from("\ufffd");

/**
 * The driver decodes every value as UTF-8: bodies that are not valid UTF-8 contain replacement characters, and are read again as
 * hexadecimal.
 */
async function readExactBodies(tx: Transaction, rows: readonly TakenRow[]): Promise<Map<string, Buffer>> {
  const doubtful = rows.filter(({ body }) => body?.includes(replacement)).map(({ id }) => id);
  if (doubtful.length === 0) return new Map();
  const { rows: exact } = await tx.query<{ id: string; body: Buffer }>(
    "SELECT id, body FROM webhook_events WHERE id = ANY ($1)",
    [doubtful],
  );
  return new Map(exact.map(({ id, body }) => [id, body]));
}

const besidesBody = `e.id::text, e.body_storage_key AS "bodyStorageKey", e.audio_storage_key AS "audioStorageKey",
  encode(e.body_sha256, 'hex') AS sha256, floor(extract(epoch FROM e.received_at) * 1000)::bigint::text AS "receivedAtMs"`;

const takeNamed = `
  SELECT ${besidesBody}, CASE WHEN e.id <> ALL ($2) THEN e.body END AS body FROM webhook_events e
  WHERE provider = 'elevenlabs' AND status = 'pending' AND id = ANY ($1)
  ORDER BY received_at, e.id FOR UPDATE SKIP LOCKED`;

/** Always the oldest, and as many after it as there is room for. */
const takeOldest = `
  WITH locked AS (
    SELECT id, received_at, octet_length(body) AS bytes FROM webhook_events
    WHERE provider = 'elevenlabs' AND status = 'pending' AND NOT ${needsUnpacking} AND id <> ALL ($3)
    ORDER BY received_at, id LIMIT $1
    FOR UPDATE SKIP LOCKED
  ), measured AS (
    SELECT id, sum(bytes) OVER (ORDER BY received_at, id) - bytes AS bytes_before FROM locked
  )
  SELECT ${besidesBody}, e.body FROM measured JOIN webhook_events e USING (id) WHERE bytes_before < $2 ORDER BY e.received_at, e.id`;
