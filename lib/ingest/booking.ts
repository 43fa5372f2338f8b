import type { ConversationEvent } from "./projection";

/** An agent as events name it, with whose it is. */
export type KnownAgent = { id: string; userId: string; timezone: string; country: string | null };

/** One conversation of a batch with everything that its rows need: the newest of its events stands for all of them. */
export type Booking = {
  event: ConversationEvent;
  agent: KnownAgent;
  callId: string;
  /** The other party's number in E.164; null when there is none, or none that could be. */
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
