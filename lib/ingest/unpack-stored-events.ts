import type { Context, ProcessActor } from "@/lib/access/context";
import { receivedRecordingKey } from "@/lib/calls/recordings/recording-key";
import { isUnavailable } from "@/lib/db/pg-errors";
import type { Storage } from "@/lib/storage/storage";
import { isJsonObject } from "./events/json-access";
import { type ProjectedEvent, QuarantineError } from "./events/projection";
import { readEventBody } from "./events/read-event-body";
import { setAside } from "./process-batch";
import { needsUnpacking } from "./take-events";

type PackedEvent = { id: string; body: Buffer | null; storageKey: string | null; sha256: Buffer; receivedAt: Date };

/**
 * Moves bodies that were received as objects into the inbox, one at a time: a recording gets its own object and leaves its envelope, any
 * other body is stored in the row. Writing the same object twice is harmless, so a crash only repeats it. An event whose storage is full or
 * unavailable stays unchanged.
 * @param failed errors by event id; these events are skipped, and new failures are added.
 * @returns how many were taken.
 */
export async function unpackStoredEvents(
  ctx: Context<ProcessActor>,
  storage: Storage,
  eventsMax: number,
  failed: Map<string, unknown>,
): Promise<number> {
  const events = await ctx.db.ingest(async (tx) => {
    const { rows } = await tx.query<PackedEvent>(
      `SELECT id, body, body_storage_key AS "storageKey", body_sha256 AS sha256, received_at AS "receivedAt"
       FROM webhook_events
       WHERE provider = 'elevenlabs' AND status = 'pending' AND ${needsUnpacking} AND id <> ALL ($2)
       ORDER BY received_at, id LIMIT $1`,
      [eventsMax, [...failed.keys()]],
    );
    return rows;
  });
  for (const event of events) {
    try {
      await unpack(ctx, storage, event);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      failed.set(event.id, error);
    }
  }
  return events.length;
}

async function unpack(ctx: Context<ProcessActor>, storage: Storage, event: PackedEvent): Promise<void> {
  const rawBody = event.storageKey === null ? event.body : await storage.readAll(event.storageKey);
  if (rawBody === null) {
    const why = new QuarantineError("missing_body", "The event's stored body is gone.");
    // Another worker that has just unpacked the event has removed its object.
    await setAside(ctx, [event.id], why, (still) => still.bodyStorageKey === event.storageKey);
    return;
  }
  const audio = audioOf(rawBody, event);
  if (audio instanceof QuarantineError) {
    await setAside(ctx, [event.id], audio);
    return;
  }
  const audioKey = audio === null ? null : receivedRecordingKey(audio.conversationId, audio.bytes);
  if (audio !== null && audioKey !== null) await storage.write(audioKey, audio.bytes);
  await ctx.db.ingest((tx) =>
    tx.query(
      `UPDATE webhook_events SET body = $2, body_storage_key = NULL, audio_storage_key = $3
       WHERE id = $1 AND status = 'pending' AND ${needsUnpacking}`,
      [event.id, audio?.envelope ?? rawBody, audioKey],
    ),
  );
  if (event.storageKey !== null) await storage.remove(event.storageKey);
}

/** A recording's bytes, and its event without them; null for any other body, and the reason if there are no bytes. */
function audioOf(rawBody: Buffer, event: PackedEvent) {
  let projected: ProjectedEvent;
  try {
    projected = readEventBody(rawBody, event.sha256, event.receivedAt);
  } catch {
    return null; // the row's own processing says why it cannot be read
  }
  if (projected.kind !== "audio") return null;
  const bytes = Buffer.from(projected.audioBase64 ?? "", "base64");
  if (bytes.byteLength === 0) return new QuarantineError("missing_audio", "The event carries no recording.");
  const envelope = withoutAudio(rawBody);
  if (envelope === null) return new QuarantineError("unreadable", "The event is nested too deeply.");
  return { conversationId: projected.conversationId, bytes, envelope };
}

/** Null for JSON that can be parsed but not serialized: serializing has a limit of depth, parsing has none. */
function withoutAudio(rawBody: Buffer): Buffer | null {
  const envelope: unknown = JSON.parse(rawBody.toString("utf8"));
  const { data, ...head } = isJsonObject(envelope) ? envelope : {};
  try {
    return Buffer.from(JSON.stringify({ ...head, data: { ...(isJsonObject(data) ? data : {}), full_audio: null } }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
