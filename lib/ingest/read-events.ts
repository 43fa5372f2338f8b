import { setImmediate as nextTurn } from "node:timers/promises";
import { projectEvent } from "./project-event";
import { type ProjectedEvent, QuarantineError } from "./projection";
import type { TakenEvent } from "./take-events";

/** What an event says, or why it cannot be read. */
export type ReadEvent = ProjectedEvent | QuarantineError;

/** What was read of events before they were taken to be booked, by their ids. */
export type ReadEvents = ReadonlyMap<string, ReadEvent>;

const readingsPerTurn = 4;

/** Between a few readings the next statement of others goes out: without a pause the database would wait for a whole batch of them. */
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
    return projectEvent(taken.body, taken.sha256, taken.receivedAt);
  } catch (error) {
    return error instanceof QuarantineError ? error : new QuarantineError("unreadable", String(error));
  }
}

export function agentIdOf(read: ReadEvent): string | null {
  return "agentId" in read ? read.agentId : null;
}
