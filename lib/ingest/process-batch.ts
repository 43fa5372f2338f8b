import type { Context, ProcessActor } from "@/lib/access/context";
import { isStatementTimeout, isTransient, isUnavailable } from "@/lib/db/pg-errors";
import type { Transaction } from "@/lib/db/transaction";
import { isDiskFailure } from "@/lib/storage/is-disk-failure";
import type { Storage } from "@/lib/storage/storage";
import type { KnownAgent, KnownEvent } from "./booking/booking";
import { lockTenants, resolveAgents } from "./booking/lock-tenants";
import { countFinished } from "./count-finished";
import { bookEvents } from "./events/handlers";
import { type AgentEvent, type ProjectedEvent, QuarantineError } from "./events/projection";
import { type FinishedEvent, finish, finishEvents, held, quarantined, wakeWaitingEvents } from "./finish-events";
import { agentIdOf, type ReadEvent, type ReadEvents, readEvent, readEvents } from "./read-events";
import { type EventSelection, type NamedEvents, takeEvents } from "./take-events";
import type { TakenEvent } from "./webhook-event";

type Read = { taken: TakenEvent; projected: ReadEvent };

/**
 * Turns pending events into calls, transcripts, leads, outcomes, contacts and charges: set-based, in one transaction. When the database
 * refuses a batch, or needs too long for it, the batch is split into halves until the faulty event is isolated and quarantined.
 * @returns how many events were taken.
 */
export async function processBatch(
  ctx: Context<ProcessActor>,
  selection: EventSelection,
  storage: Storage,
): Promise<number> {
  const attempted: string[] = [];
  const reads = "ids" in selection ? selection.reads : undefined;
  try {
    const finished = await ctx.db.ingest(async (tx) => {
      const taken = await takeEvents(tx, selection);
      attempted.splice(0, attempted.length, ...taken.map(({ id }) => id));
      return taken.length > 0 ? await processTaken(tx, await readTaken(taken, reads), storage) : [];
    });
    countFinished(finished);
    return attempted.length;
  } catch (error) {
    // The recording stays where it was received; when the disk works again, its event is taken again.
    if (isDiskFailure(error)) return passOver(ctx, { ids: attempted, reads }, error, storage);
    const isTooMuch = isStatementTimeout(error) && attempted.length > 1;
    if (attempted.length === 0 || isTransient(error) || (isUnavailable(error) && !isTooMuch)) throw error;
    if (attempted.length === 1) {
      await setAside(ctx, attempted, new QuarantineError("rejected_by_database", String(error)));
      return 1;
    }
    const middle = Math.ceil(attempted.length / 2);
    const first = await processBatch(ctx, { ids: attempted.slice(0, middle), reads }, storage);
    return first + (await processBatch(ctx, { ids: attempted.slice(middle), reads }, storage));
  }
}

/**
 * Processes all of these events but those whose recordings the disk does not take.
 * @throws the disk's error, after the others.
 */
async function passOver(
  ctx: Context<ProcessActor>,
  { ids, reads }: NamedEvents,
  error: unknown,
  storage: Storage,
): Promise<number> {
  if (ids.length === 1) throw error;
  const middle = Math.ceil(ids.length / 2);
  const halves = [ids.slice(0, middle), ids.slice(middle)];
  const results: PromiseSettledResult<number>[] = [];
  for (const half of halves)
    results.push(...(await Promise.allSettled([processBatch(ctx, { ids: half, reads }, storage)])));
  const failed = results.find((result) => result.status === "rejected");
  throw failed?.reason ?? error;
}

/** Quarantines pending events with a reason, unless `isStillSo` finds that another worker has changed one meanwhile. */
export async function setAside(
  ctx: Context<ProcessActor>,
  ids: readonly string[],
  why: QuarantineError,
  isStillSo: (event: TakenEvent) => boolean = () => true,
): Promise<void> {
  const finished = await ctx.db.ingest(async (tx) => {
    const taken = (await takeEvents(tx, { ids })).filter(isStillSo);
    const events = taken.map((event) => quarantined(event, projectedOf(readEvent(event)), why));
    await finishEvents(tx, events);
    return events;
  });
  countFinished(finished);
}

/** Those that were read before are not read again. */
async function readTaken(taken: readonly TakenEvent[], before: ReadEvents = new Map()): Promise<Read[]> {
  const reads = await readEvents(taken.filter(({ id }) => !before.has(id)));
  return taken.map((event) => ({
    taken: event,
    projected: before.get(event.id) ?? reads.get(event.id) ?? readEvent(event),
  }));
}

async function processTaken(tx: Transaction, reads: readonly Read[], storage: Storage): Promise<FinishedEvent[]> {
  const agents = await resolveAgents(
    tx,
    reads.flatMap(({ projected }) => agentIdOf(projected) ?? []),
  );
  const finished: FinishedEvent[] = [];
  const known: KnownEvent<AgentEvent>[] = [];
  for (const { taken, projected } of reads) {
    if (projected instanceof QuarantineError) finished.push(quarantined(taken, null, projected));
    else if (projected.kind === "unsupported") finished.push(finish(taken, projected, { status: "unsupported" }));
    else {
      const agent = agents.get(projected.agentId);
      if (agent) known.push({ taken, event: projected, agent });
      else finished.push(quarantined(taken, projected, unknownAgent(projected.agentId)));
    }
  }
  const locked = await lockTenants(
    tx,
    known.map(({ agent }) => agent.userId),
  );
  const isLocked = ({ agent }: { agent: KnownAgent }) => locked.has(agent.userId);
  const now = known.filter(isLocked);
  finished.push(
    ...(await bookEvents(tx, now, storage)),
    ...known
      .filter((each) => !isLocked(each))
      .map(({ taken, event, agent }) => finish(taken, event, { ...held, userId: agent.userId })),
  );
  await finishEvents(tx, finished);
  await wakeWaitingEvents(
    tx,
    now.flatMap(({ event }) => (event.kind === "conversation" ? event.conversationId : [])),
  );
  return finished;
}

function projectedOf(read: ReadEvent): ProjectedEvent | null {
  return read instanceof QuarantineError ? null : read;
}

function unknownAgent(agentId: string): QuarantineError {
  return new QuarantineError("unknown_agent", `No agent is linked to ${agentId}.`);
}
