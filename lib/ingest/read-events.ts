import { setImmediate as nextTurn } from "node:timers/promises";
import { type ProjectedEvent, QuarantineError } from "./events/projection";
import { readEventBody } from "./events/read-event-body";
import type { TakenEvent } from "./webhook-event";

/** The content of an event, or the reason why it cannot be read. */
export type ReadEvent = ProjectedEvent | QuarantineError;

/** The content of events that was read before they were taken for booking, by id. */
export type ReadEvents = ReadonlyMap<string, ReadEvent>;

const readingsPerTurn = 4;

/** Yields after every few events, so that other statements can be sent: without a pause the database would wait for the whole batch. */
export async function readEvents(taken: readonly TakenEvent[]): Promise<Map<string, ReadEvent>> {
  const reads = new Map<string, ReadEvent>();
  for (const event of taken) {
    reads.set(event.id, readEvent(event));
    if (reads.size % readingsPerTurn === 0) await nextTurn();
  }
  return reads;
}

export function readEvent(taken: TakenEvent): ReadEvent {
  try {
    if (taken.body === null) throw new QuarantineError("missing_body", "The event's stored body is gone.");
    return readEventBody(taken.body, taken.sha256, taken.receivedAt);
  } catch (error) {
    return error instanceof QuarantineError ? error : new QuarantineError("unreadable", String(error));
  }
}

export function agentIdOf(read: ReadEvent): string | null {
  return "agentId" in read ? read.agentId : null;
}
