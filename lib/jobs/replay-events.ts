import { z } from "zod";
import type { Context, ProcessActor } from "@/lib/access/context";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import {
  countPendingEvents,
  listEventsToReplay,
  listTouchedDays,
  putBackEvents,
  type ReplayPosition,
  type ReplayScope,
  type TouchedDay,
} from "@/lib/ingest/put-back-events";
import type { Storage } from "@/lib/storage/storage";
import { rebuildDays, type TenantDays } from "./upkeep/rebuild-days";

const Request = z.object({
  tenantId: z.uuid().nullable().default(null),
  providerAgentId: z.string().optional(),
  reason: z.string().optional(),
  eventId: z.uuid().optional(),
  receivedFrom: z.string(),
  receivedBefore: z.string(),
}) satisfies z.ZodType<ReplayScope>;

const eventsPerPage = 10_000;
/** New events, which are taken oldest first, wait behind no more than these. */
const eventsPerRound = 250;

/**
 * Replays the events that `request_replay` asked for, and rebuilds the days on which their calls began, before and after. A call changes
 * only if today's code reads its event differently, or if an event is no longer quarantined; nothing is charged twice. Returns the number
 * of events. An interrupted run can be repeated.
 * @throws Error when `signal` is aborted before the end.
 */
export async function replayEvents(
  ctx: Context<ProcessActor>,
  storage: Storage,
  payload: unknown,
  signal?: AbortSignal,
): Promise<number> {
  const scope = Request.parse(payload);
  const days = new Map<string, TouchedDay>();
  let replayed = 0;
  let page = await ctx.db.ingest((tx) => listEventsToReplay(tx, scope, null, eventsPerPage));
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    const after: ReplayPosition = last;
    for (let start = 0; start < page.length; start += eventsPerRound) {
      const ids = page.slice(start, start + eventsPerRound).map(({ id }) => id);
      for (const touched of await replayRound(ctx, storage, ids, signal)) {
        days.set(`${touched.tenant} ${touched.day}`, touched);
      }
    }
    replayed += page.length;
    page = await ctx.db.ingest((tx) => listEventsToReplay(tx, scope, after, eventsPerPage));
  }
  for (const range of rangesOf([...days.values()])) await rebuildDays(ctx, range);
  return replayed;
}

async function replayRound(
  ctx: Context<ProcessActor>,
  storage: Storage,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<TouchedDay[]> {
  const before = await ctx.db.ingest(async (tx) => {
    await putBackEvents(tx, ids);
    return listTouchedDays(tx, ids);
  });
  do {
    if (signal?.aborted)
      throw new Error("The replay was interrupted; the rest of its events follows when it is tried again.");
    await processPendingEvents(ctx, storage, signal);
  } while ((await ctx.db.ingest((tx) => countPendingEvents(tx, ids))) > 0);
  return [...before, ...(await ctx.db.ingest((tx) => listTouchedDays(tx, ids)))];
}

/** Days of one tenant and month in one range, so that no rebuild holds more than a month. */
function rangesOf(days: readonly TouchedDay[]): TenantDays[] {
  const ranges: TenantDays[] = [];
  const sorted = [...days].sort((a, b) => (a.tenant + a.day < b.tenant + b.day ? -1 : 1));
  for (const { tenant, day } of sorted) {
    const range = ranges.at(-1);
    if (range?.tenant === tenant && range.firstDay.slice(0, 7) === day.slice(0, 7)) range.lastDay = day;
    else ranges.push({ tenant, firstDay: day, lastDay: day });
  }
  return ranges;
}
