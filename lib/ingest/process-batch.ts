import { setImmediate as nextTurn } from "node:timers/promises";
import type { Context, ProcessActor } from "@/lib/db/context";
import { isStatementTimeout, isTransient, isUnavailable } from "@/lib/db/pg-errors";
import { readSettings } from "@/lib/db/read-settings";
import type { IntegerSetting } from "@/lib/db/settings";
import type { Transaction } from "@/lib/db/transaction";
import { settleAll } from "@/lib/platform/settle-all";
import { isDiskFailure } from "@/lib/storage/is-disk-failure";
import type { Storage } from "@/lib/storage/storage";
import type { KnownAgent } from "./booking";
import { countFinished } from "./count-finished";
import { type FinishedEvent, finishEvents, held, wakeWaitingEvents } from "./finish-events";
import { linkRecordings } from "./link-recordings";
import { lockTenants, resolveAgents } from "./lock-tenants";
import { planBookings } from "./plan-bookings";
import { type AudioEvent, type ConversationEvent, type ProjectedEvent, QuarantineError } from "./projection";
import { agentIdOf, type ReadEvent, type ReadEvents, readEvent, readEvents } from "./read-events";
import { type EventSelection, type NamedEvents, type TakenEvent, takeEvents } from "./take-events";
import { writeCalls } from "./write-calls";
import { writeCharges } from "./write-charges";
import { writeContacts } from "./write-contacts";
import { judgeLeads, type LeadRules, writeLeads } from "./write-leads";
import { writeOutcomes } from "./write-outcomes";
import { prepareTranscripts, writeTranscripts } from "./write-transcripts";

type Read = { taken: TakenEvent; projected: ReadEvent };
type Known<E> = { taken: TakenEvent; event: E; agent: KnownAgent };

const settingKeys = [
  "credits_per_minute",
  "qualified_lead_score",
  "hot_lead_score",
  "warm_lead_score",
  "lead_weight_intent",
  "lead_weight_urgency",
  "lead_weight_budget",
  "lead_weight_fit",
  "lead_weight_engagement",
] as const satisfies readonly IntegerSetting[];

/**
 * Turns pending events into calls, transcripts, leads, outcomes, contacts and charges: set-based, in one transaction. When
 * the database refuses a batch, or needs too long for it, it is tried in halves, until the event at fault stands alone and
 * is set aside.
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
    // The recording stays where it came to; when the disk is well again, its event is taken again.
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

/** Sets pending events aside with a reason, unless `isStillSo` finds that another worker has changed one meanwhile. */
export async function setAside(
  ctx: Context<ProcessActor>,
  ids: readonly string[],
  why: QuarantineError,
  isStillSo: (event: TakenEvent) => boolean = () => true,
): Promise<void> {
  const finished = await ctx.db.ingest(async (tx) => {
    const taken = (await takeEvents(tx, { ids })).filter(isStillSo);
    const events = taken.map((event) => quarantined({ taken: event, projected: readEvent(event) }, why));
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
  const conversations: Known<ConversationEvent>[] = [];
  const recordings: Known<AudioEvent>[] = [];
  for (const read of reads) {
    const { taken: event, projected } = read;
    if (projected instanceof QuarantineError) finished.push(quarantined(read, projected));
    else if (projected.kind === "unsupported") finished.push(finish(event, projected, { status: "unsupported" }));
    else {
      const agent = agents.get(projected.agentId);
      if (!agent) finished.push(quarantined(read, unknownAgent(projected.agentId)));
      else if (projected.kind === "audio") recordings.push({ taken: event, event: projected, agent });
      else conversations.push({ taken: event, event: projected, agent });
    }
  }
  const locked = await lockTenants(
    tx,
    [...conversations, ...recordings].map(({ agent }) => agent.userId),
  );
  const isLocked = ({ agent }: { agent: KnownAgent }) => locked.has(agent.userId);
  const now = conversations.filter(isLocked);
  const later = [...conversations, ...recordings].filter((known) => !isLocked(known));
  finished.push(
    ...(await bookConversations(tx, now)),
    ...(await bookRecordings(tx, recordings.filter(isLocked), storage)),
    ...later.map(({ taken, event, agent }) => finish(taken, event, { ...held, userId: agent.userId })),
  );
  await finishEvents(tx, finished);
  await wakeWaitingEvents(
    tx,
    now.map(({ event }) => event.conversationId),
  );
  return finished;
}

async function bookConversations(
  tx: Transaction,
  known: readonly Known<ConversationEvent>[],
): Promise<FinishedEvent[]> {
  if (known.length === 0) return [];
  const settings = await readSettings(tx, [...settingKeys, "feature.auto_create_contacts"]);
  const { bookings, callIds, refused } = await planBookings(tx, known, settings.credits_per_minute);
  // The words by which a call is found are asked for once, when all of it is there; a job makes them. Rollups move once as well.
  await tx.query("SELECT hold_call_searches(), collect_rollup_changes()");
  await writeContacts(tx, bookings, { makesContacts: settings["feature.auto_create_contacts"] });
  // While the database writes the calls, this process makes what is written after them.
  const [, leads, transcripts] = await settleAll([
    writeCalls(tx, bookings),
    nextTurn().then(() => judgeLeads(bookings, rulesOf(settings))),
    nextTurn().then(() => prepareTranscripts(bookings)),
  ]);
  await writeLeads(tx, bookings, leads.values());
  await writeTranscripts(tx, transcripts);
  await tx.query("SELECT release_call_searches($1)", [bookings.map(({ callId }) => callId)]);
  await writeOutcomes(tx, bookings);
  await tx.query("SELECT release_rollup_changes()");
  // The balance is the busiest row of a tenant: it is moved last.
  await writeCharges(tx, bookings);
  return known.map(({ taken, event, agent }) => {
    const why = refused.get(event);
    if (why) return quarantined({ taken, projected: event }, why);
    const callId = callIds.get(event.conversationId) ?? null;
    return finish(taken, event, { status: "processed", userId: agent.userId, callId });
  });
}

async function bookRecordings(
  tx: Transaction,
  known: readonly Known<AudioEvent>[],
  storage: Storage,
): Promise<FinishedEvent[]> {
  const stored = known.flatMap(({ taken, event, agent }) =>
    taken.audioStorageKey === null
      ? []
      : [{ conversationId: event.conversationId, userId: agent.userId, receivedKey: taken.audioStorageKey }],
  );
  const callIds = await linkRecordings(tx, stored, storage);
  return known.map(({ taken, event, agent }) => {
    if (taken.audioStorageKey === null) return finish(taken, event, { status: "pending" });
    const callId = callIds.get(event.conversationId) ?? null;
    return finish(taken, event, { status: callId === null ? "waiting" : "processed", userId: agent.userId, callId });
  });
}

function rulesOf(settings: Record<(typeof settingKeys)[number], number>): LeadRules {
  return {
    weights: {
      intent: settings.lead_weight_intent,
      urgency: settings.lead_weight_urgency,
      budget: settings.lead_weight_budget,
      fit: settings.lead_weight_fit,
      engagement: settings.lead_weight_engagement,
    },
    thresholds: {
      hotScoreMin: settings.hot_lead_score,
      warmScoreMin: settings.warm_lead_score,
      qualifiedScoreMin: settings.qualified_lead_score,
    },
  };
}

function unknownAgent(agentId: string): QuarantineError {
  return new QuarantineError("unknown_agent", `No agent is linked to ${agentId}.`);
}

function quarantined({ taken, projected }: Read, why: QuarantineError): FinishedEvent {
  const event = projected instanceof QuarantineError ? null : projected;
  return finish(taken, event, { status: "quarantined", reason: why.reason, detail: why.message });
}

function finish(
  taken: TakenEvent,
  event: ProjectedEvent | null,
  end: Pick<FinishedEvent, "status"> & Partial<FinishedEvent>,
): FinishedEvent {
  return {
    id: taken.id,
    type: event?.type ?? null,
    eventAt: event?.eventAt ?? null,
    conversationId: event && "conversationId" in event ? event.conversationId : null,
    providerAgentId: event && "agentId" in event ? event.agentId : null,
    userId: null,
    callId: null,
    reason: null,
    detail: null,
    ...end,
  };
}
