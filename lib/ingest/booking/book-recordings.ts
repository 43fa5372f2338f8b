import type { Transaction } from "@/lib/db/transaction";
import type { Storage } from "@/lib/storage/storage";
import type { AudioEvent } from "../events/projection";
import { type FinishedEvent, finish } from "../finish-events";
import type { KnownEvent } from "./booking";
import { linkRecordings } from "./link-recordings";

/** Attaches recordings to their calls; a recording whose call does not exist yet waits for it. */
export async function bookRecordings(
  tx: Transaction,
  known: readonly KnownEvent<AudioEvent>[],
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
