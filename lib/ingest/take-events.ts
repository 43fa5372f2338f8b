import type { Transaction } from "@/lib/db/transaction";
import type { ReadEvents } from "./read-events";

export type TakenEvent = {
  id: string;
  body: Buffer | null;
  bodyStorageKey: string | null;
  audioStorageKey: string | null;
  sha256: Buffer;
  receivedAt: Date;
};

/** What was read before is taken without its body. */
export type NamedEvents = { ids: readonly string[]; reads?: ReadEvents | undefined };
export type EventSelection = NamedEvents | { eventsMax: number; except?: readonly string[] };

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

/** Bodies come as they are, not as twice as many digits; everything else is text, which is the same either way. */
const bytea = 17;
const binary = {
  binary: true,
  types: { getTypeParser: (oid: number) => (value: Buffer) => (oid === bytea ? value : value.toString("utf8")) },
};
const replacement = Buffer.from("\ufffd");

/** The driver reads every value as UTF-8: what is none of it comes with replacement characters, and is read again as digits. */
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
