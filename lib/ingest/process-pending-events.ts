import type { Context } from "@/lib/db/context";
import type { Storage } from "@/lib/storage/storage";
import { processBatch } from "./process-batch";
import { unpackStoredEvents } from "./unpack-stored-events";

const eventsPerBatch = 500;
const storedEventsPerRound = 20;

/**
 * Processes everything that is pending, until nothing is left or `signal` is aborted; the batch under way is finished.
 * @returns how many events were processed or set aside.
 */
export async function processPendingEvents(ctx: Context, storage: Storage, signal?: AbortSignal): Promise<number> {
  let processed = 0;
  while (!signal?.aborted) {
    const unpacked = await unpackStoredEvents(ctx, storage, storedEventsPerRound);
    const taken = await processBatch(ctx, { eventsMax: eventsPerBatch });
    processed += taken;
    if (taken === 0 && unpacked === 0) break;
  }
  return processed;
}
