import type { Context, ProcessActor } from "@/lib/access/context";
import type { Storage } from "@/lib/storage/storage";
import { processBacklog } from "./process-backlog";
import { processBatch } from "./process-batch";
import { unpackStoredEvents } from "./unpack-stored-events";

/** This many waiting events count as a backlog. */
const eventsPerBatch = 100;
const storedEventsPerRound = 20;

/**
 * Processes everything that is pending, until nothing is left or `signal` is aborted; batches under way are finished.
 * @returns how many events were processed or quarantined.
 * @throws AggregateError of storage failures, after everything else is processed; those events stay pending.
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
    const round = await drain(ctx, storage, signal);
    found += round;
    processed += round;
  }
  if (failed.size > 0) {
    throw new AggregateError(failed.values(), `${failed.size} stored events could not be unpacked; they stay pending.`);
  }
  return processed;
}

/** Occasional events are taken and booked in one transaction. */
async function drain(ctx: Context<ProcessActor>, storage: Storage, signal?: AbortSignal): Promise<number> {
  let processed = 0;
  while (!signal?.aborted) {
    const count = await processBatch(ctx, { eventsMax: eventsPerBatch }, storage);
    processed += count;
    if (count === 0) break;
    if (count === eventsPerBatch) processed += await processBacklog(ctx, storage, signal);
  }
  return processed;
}
