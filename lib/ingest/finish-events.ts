import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { cleanText } from "./clean-text";
import type { WebhookEventStatus } from "./webhook-event";

/** Where an event ends up, and what was learnt of it. */
export type FinishedEvent = {
  id: string;
  /** Pending once more: a recording met in its row has to be unpacked first. */
  status: WebhookEventStatus;
  type: string | null;
  eventAt: Date | null;
  conversationId: string | null;
  /** The provider's id of the agent that it names, whether or not a tenant has it. */
  providerAgentId: string | null;
  userId: string | null;
  callId: string | null;
  reason: string | null;
  detail: string | null;
};

const columns: Columns<FinishedEvent> = {
  id: { type: "uuid", value: (event) => event.id },
  status: { type: "text", value: (event) => event.status },
  event_type: { type: "text", value: (event) => event.type },
  event_at: { type: "timestamptz", value: (event) => event.eventAt },
  conversation_id: { type: "text", value: (event) => event.conversationId },
  provider_agent_id: { type: "text", value: (event) => event.providerAgentId },
  user_id: { type: "uuid", value: (event) => event.userId },
  call_id: { type: "uuid", value: (event) => event.callId },
  reason: { type: "text", value: (event) => event.reason },
  detail: { type: "text", value: (event) => cleanText(event.detail, 2000) },
};
const set = Object.keys(columns)
  .filter((name) => name !== "id")
  .map((name) => `${name} = r.${name}`);

/** Records where each event of a batch ended up. */
export async function finishEvents(tx: Transaction, events: readonly FinishedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { from, params } = rowsParameter(events, columns);
  await tx.query(
    `UPDATE webhook_events e SET ${set.join(", ")}, attempts = e.attempts + 1, processed_at = clock_timestamp()
     FROM ${from} WHERE e.id = r.id`,
    params,
  );
}

/** How an event ends up for now whose tenant's zone is changing. */
export const held = {
  status: "waiting",
  reason: "time_zone_changing",
  detail: "The tenant's time zone is changing; the event is taken after that.",
} as const;

/** Recordings that came before their conversation are looked at again now that it has a call. */
export async function wakeWaitingEvents(tx: Transaction, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await tx.query(
    "UPDATE webhook_events SET status = 'pending' WHERE status = 'waiting' AND conversation_id = ANY ($1)",
    [conversationIds],
  );
}
