import { setTimeout as sleep } from "node:timers/promises";
import type { Context, ProcessActor } from "@/lib/access/context";
import { settleAll } from "@/lib/platform/settle-all";
import type { Storage } from "@/lib/storage/storage";
import { resolveAgents } from "./booking/lock-tenants";
import { processBatch } from "./process-batch";
import { agentIdOf, type ReadEvents, readEvents } from "./read-events";
import { takeEvents } from "./take-events";

/** Events that were read together, divided so that no tenant's are in two lanes. */
type Page = { reads: ReadEvents; lanes: string[][] };

const laneCount = 2;
const eventsPerBatch = 250;
/** How long the events of a page stay locked while the previous page is booked, and other processes wait for their rows. */
const heldMsMax = 2_000;

/**
 * Processes a full inbox until nothing is pending or `signal` is aborted: pages of events are divided among lanes by tenant, so that no
 * lane waits for a tenant that another one holds, and the next page is read while one is booked.
 * @returns how many events were processed or quarantined.
 */
export async function processBacklog(
  ctx: Context<ProcessActor>,
  storage: Storage,
  signal?: AbortSignal,
): Promise<number> {
  let processed = 0;
  let page = await readPage(ctx, [], Promise.resolve());
  while (page !== null && !signal?.aborted) {
    const booking = processPage(ctx, page, storage);
    const underWay = [...page.reads.keys()];
    const [next, count] = await settleAll([readPage(ctx, underWay, booking), booking]);
    processed += count;
    page = next;
  }
  return processed;
}

/**
 * Reads the oldest pending events except those under way, and locks them against other processes until those are booked and the lanes can
 * take them. If another process is faster than a lane, it books the event and the lane skips it.
 */
async function readPage(
  ctx: Context<ProcessActor>,
  underWay: readonly string[],
  booking: Promise<unknown>,
): Promise<Page | null> {
  return ctx.db.ingest(async (tx) => {
    const taken = await takeEvents(tx, { eventsMax: laneCount * eventsPerBatch, except: underWay });
    if (taken.length === 0) return null;
    const reads = await readEvents(taken);
    const agentIds = [...reads.values()].flatMap((read) => agentIdOf(read) ?? []);
    const agents = await resolveAgents(tx, [...new Set(agentIds)]);
    const tenantOf = (id: string) => {
      const read = reads.get(id);
      return (read && agents.get(agentIdOf(read) ?? "")?.userId) ?? null;
    };
    const ids = taken.map(({ id }) => id);
    await endedOrLate(booking);
    return { reads, lanes: divide(ids, tenantOf) };
  });
}

async function endedOrLate(work: Promise<unknown>): Promise<void> {
  const waited = new AbortController();
  await Promise.race([
    Promise.allSettled([work]),
    sleep(heldMsMax, undefined, { signal: waited.signal }).catch(() => undefined),
  ]);
  waited.abort();
}

/** Assigns the largest tenants first, each to the lane with the fewest events; events without a tenant fill up. */
function divide(ids: readonly string[], tenantOf: (id: string) => string | null): string[][] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const key = tenantOf(id) ?? id;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  const lanes = Array.from({ length: laneCount }, (): string[] => []);
  for (const group of [...groups.values()].sort((one, other) => other.length - one.length)) {
    lanes.reduce((least, lane) => (lane.length < least.length ? lane : least)).push(...group);
  }
  return lanes;
}

async function processPage(ctx: Context<ProcessActor>, { reads, lanes }: Page, storage: Storage): Promise<number> {
  const counts = await settleAll(
    lanes.map(async (ids) => {
      let count = 0;
      for (let start = 0; start < ids.length; start += eventsPerBatch) {
        count += await processBatch(ctx, { ids: ids.slice(start, start + eventsPerBatch), reads }, storage);
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
