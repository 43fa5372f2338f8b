import type { Transaction } from "@/lib/db/transaction";
import type { Storage } from "@/lib/storage/storage";
import { bookConversations } from "../booking/book-conversations";
import { bookRecordings } from "../booking/book-recordings";
import type { KnownEvent } from "../booking/booking";
import type { FinishedEvent } from "../finish-events";
import { readInitiationFailure } from "./call-initiation-failure";
import { readAudio } from "./post-call-audio";
import { readTranscription } from "./post-call-transcription";
import type { AgentEvent, EventHead, EventsByKind } from "./projection";

/** The readers of supported events, by the provider's type. Other events are kept for replay. */
export const readers = {
  post_call_transcription: readTranscription,
  call_initiation_failure: readInitiationFailure,
  post_call_audio: readAudio,
} as const satisfies Record<string, (head: EventHead) => AgentEvent>;

export function isKnownType(type: string | null): type is keyof typeof readers {
  return type !== null && Object.hasOwn(readers, type);
}

type Booking<E> = (tx: Transaction, known: readonly KnownEvent<E>[], storage: Storage) => Promise<FinishedEvent[]>;

/** How the events of a batch are booked, by kind, in this order: a recording may belong to a call of the same batch. */
const bookings: { readonly [Kind in keyof EventsByKind]: Booking<EventsByKind[Kind]> } = {
  conversation: bookConversations,
  audio: bookRecordings,
};

/** Processes the events of a batch, all of a kind at once. @returns the outcome of each. */
export async function bookEvents(
  tx: Transaction,
  known: readonly KnownEvent<AgentEvent>[],
  storage: Storage,
): Promise<FinishedEvent[]> {
  const book = <Kind extends keyof EventsByKind>(kind: Kind) => {
    const isOfKind = (each: KnownEvent<AgentEvent>): each is KnownEvent<EventsByKind[Kind]> => each.event.kind === kind;
    return bookings[kind](tx, known.filter(isOfKind), storage);
  };
  const finished: FinishedEvent[] = [];
  // The keys of a literal are its kinds.
  for (const kind of Object.keys(bookings) as (keyof EventsByKind)[]) finished.push(...(await book(kind)));
  return finished;
}
