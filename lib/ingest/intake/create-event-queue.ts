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
   * Keeps an event; resolves once it is durable, with the place in storage that its row names. One that came before is counted, not
   * kept twice.
   * @throws AppError UNAVAILABLE when too many events wait, or this one has waited as long as its sender does; what the database threw
   * when it refuses the event or is away.
   */
  store(event: Omit<SignedEvent, "id" | "deliveries">): Promise<Kept>;
};

export type EventQueueLimits = { eventsMax: number; bytesMax: number; patienceMs: number };

/** Some seconds of the fastest that a small machine keeps. */
const usualLimits: EventQueueLimits = { eventsMax: 8_192, bytesMax: 128 * 1024 * 1024, patienceMs: 10_000 };
const batch = { itemsMax: 64, bytesMax: 4 * 1024 * 1024 };

type Kept = { storageKey: string | null };

/** Signed events on their way into the database, over fewer connections than there are, so that probes find one. */
export function createEventQueue(db: Pick<Database, "inbox">, limits = usualLimits): EventQueue {
  // Those that wait and that no statement has taken yet, by their digests.
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
  // A lane of its own: an event that came before may be in the hands of a long transaction, for which nothing new may wait.
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
      // One that was given up before any statement took it leaves no failure for whoever sends it again.
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

/** Whoever waits longer than its sender is told so, and kept nevertheless. */
function within<T>(patienceMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new AppError("UNAVAILABLE", "The event could not be stored in time; send it again."));
    const timer = setTimeout(late, patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
