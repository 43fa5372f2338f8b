import type { ConversationEvent } from "../events/projection";
import type { TakenEvent } from "../webhook-event";

/** An agent by its provider id, with its tenant. */
export type KnownAgent = { id: string; userId: string; timezone: string; country: string | null };

/** An event of a batch, with its agent and tenant. */
export type KnownEvent<E> = { taken: TakenEvent; event: E; agent: KnownAgent };

/** One conversation of a batch with all data for its rows, taken from the newest of its events. */
export type Booking = {
  event: ConversationEvent;
  agent: KnownAgent;
  callId: string;
  /** The other party's number in E.164; null when there is none or it is invalid. */
  phoneNumber: string | null;
  /** The call exists already and this event is newer than what it holds. */
  isUpdate: boolean;
  /** The ledger holds the conversation's charge already. */
  isCharged: boolean;
  contactId: string | null;
  creditsPerMinute: number;
  durationMinutes: number;
  creditsUsed: number;
};

export function isTerminal(event: ConversationEvent): boolean {
  return event.status !== "in_progress";
}
