import type { Context, ProcessActor } from "@/lib/db/context";
import type { Storage } from "@/lib/storage/storage";
import { processBatch } from "./process-batch";
import { unpackStoredEvents } from "./unpack-stored-events";

const eventsPerBatch = 250;
const storedEventsPerRound = 20;
/** While the database writes one batch, this process reads the next. */
const lanes = 2;

/**
 * Processes everything that is pending, until nothing is left or `signal` is aborted; batches under way are finished.
 * @returns how many events were processed or set aside.
 * @throws AggregateError when everything else is processed, of what storage did not give or take; those events stay pending.
 */
export async function processPendingEvents(
  ctx: Context<ProcessActor>,
  storage: Storage,
  signal?: AbortSignal,
): Promise<number> {
  let processed = 0;
  const failed = new Map<string, unknown>();
  for (let found = 1; found > 0 && !signal?.aborted; ) {
    found = await unpackStoredEvents(ctx, storage, storedEventsPerRound, failed);
    const taken = await Promise.all(Array.from({ length: lanes }, () => drain(ctx, storage, signal)));
    const round = taken.reduce((sum, count) => sum + count, 0);
    found += round;
    processed += round;
  }
  if (failed.size > 0) {
    throw new AggregateError(failed.values(), `${failed.size} stored events could not be unpacked; they stay pending.`);
  }
  return processed;
}

async function drain(ctx: Context<ProcessActor>, storage: Storage, signal?: AbortSignal): Promise<number> {
  let taken = 0;
  while (!signal?.aborted) {
    const batch = await processBatch(ctx, { eventsMax: eventsPerBatch }, storage);
    if (batch === 0) break;
    taken += batch;
  }
  return taken;
}
