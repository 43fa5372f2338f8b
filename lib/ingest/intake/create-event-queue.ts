import type { Database } from "@/lib/db/database";
import { isTransient } from "@/lib/db/pg-errors";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { countDeliveries, type KeptEvent } from "./count-deliveries";
import { createBatches } from "./create-batches";
import { findKeptEvent } from "./find-kept-event";
import { insertEvents, type SignedEvent } from "./insert-events";

export type EventQueue = {
  /**
   * Stores an event; resolves once it is durable, with the storage key in its row. A repeated event is counted, not stored twice.
   * @throws AppError UNAVAILABLE when too many events wait, or this one has waited as long as its sender does; the database's error when it
   * refuses the event or is unavailable.
   */
  store(event: Omit<SignedEvent, "id" | "deliveries">): Promise<Kept>;
};

export type EventQueueLimits = { eventsMax: number; bytesMax: number; patienceMs: number };

/** A few seconds of the highest rate that a small machine stores. */
const usualLimits: EventQueueLimits = { eventsMax: 8_192, bytesMax: 128 * 1024 * 1024, patienceMs: 10_000 };
const batch = { itemsMax: 64, bytesMax: 4 * 1024 * 1024 };

type Kept = { storageKey: string | null };

/** The queue of signed events on their way into the database; it leaves some connections of the pool free for probes. */
export function createEventQueue(db: Pick<Database, "inbox">, limits = usualLimits): EventQueue {
  // Waiting events that no statement has taken yet, by digest.
  const untaken = new Map<string, { event: SignedEvent; kept: Promise<Kept> }>();
  let eventsHeld = 0;
  let bytesHeld = 0;

  const inserts = createBatches<SignedEvent, boolean>({
    ...batch,
    lanes: 4,
    bytesOf: ({ body }) => body?.byteLength ?? 0,
    run(events) {
      for (const { sha256 } of events) untaken.delete(sha256.toString("hex"));
      return insertEvents(db, events);
    },
  });
  // A separate lane: a repeated event may be locked by a long transaction, for which no new event may wait.
  const counts = createBatches<SignedEvent, KeptEvent>({
    ...batch,
    lanes: 1,
    bytesOf: () => 0,
    run: (events) => countDeliveries(db, events),
  });

  const keep = async (event: SignedEvent) => {
    for (;;) {
      if (await inserts.add(event)) return { storageKey: event.storageKey };
      const { kept } = await counts.add(event).catch((error: unknown) => {
        if (!isTransient(error)) throw error;
        return findKeptEvent(db, event.sha256);
      });
      if (kept) return kept;
    }
  };
  const hold = async (event: SignedEvent) => {
    eventsHeld += 1;
    bytesHeld += event.body?.byteLength ?? 0;
    try {
      return await keep(event);
    } finally {
      // An event that was given up before any statement took it leaves no error for its next delivery.
      const digest = event.sha256.toString("hex");
      if (untaken.get(digest)?.event === event) untaken.delete(digest);
      eventsHeld -= 1;
      bytesHeld -= event.body?.byteLength ?? 0;
    }
  };
  return {
    async store(event) {
      const digest = event.sha256.toString("hex");
      const twin = untaken.get(digest);
      if (twin) {
        twin.event.deliveries += 1;
        return within(limits.patienceMs, twin.kept);
      }
      if (eventsHeld >= limits.eventsMax || bytesHeld >= limits.bytesMax) {
        throw new AppError("UNAVAILABLE", "Too many events are waiting; send the event again shortly.");
      }
      const signed = { ...event, id: newId(), deliveries: 1 };
      const kept = hold(signed);
      untaken.set(digest, { event: signed, kept });
      return within(limits.patienceMs, kept);
    },
  };
}

/** An event that waits longer is refused, but stored nevertheless. */
function within<T>(patienceMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new AppError("UNAVAILABLE", "The event could not be stored in time; send it again."));
    const timer = setTimeout(late, patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
