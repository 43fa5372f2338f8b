import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { cleanText } from "./events/clean-text";
import type { ProjectedEvent, QuarantineError } from "./events/projection";
import type { TakenEvent, WebhookEventStatus } from "./webhook-event";

/** The final state of an event, and the data read from it. */
export type FinishedEvent = {
  id: string;
  /** Pending again: a recording in the event's row has to be unpacked first. */
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

/** A taken event, its content if it could be read, and its final state. */
export function finish(
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

/** A quarantined event with its reason. */
export function quarantined(taken: TakenEvent, event: ProjectedEvent | null, why: QuarantineError): FinishedEvent {
  return finish(taken, event, { status: "quarantined", reason: why.reason, detail: why.message });
}

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

/** Records the final state of each event of a batch. */
export async function finishEvents(tx: Transaction, events: readonly FinishedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { from, params } = rowsParameter(events, columns);
  await tx.query(
    `UPDATE webhook_events e SET ${set.join(", ")}, attempts = e.attempts + 1, processed_at = clock_timestamp()
     FROM ${from} WHERE e.id = r.id`,
    params,
  );
}

/** The temporary state of an event whose tenant's zone is changing. */
export const held = {
  status: "waiting",
  reason: "time_zone_changing",
  detail: "The tenant's time zone is changing; the event is taken after that.",
} as const;

/** Makes recordings that arrived before their conversation pending again, now that it has a call. */
export async function wakeWaitingEvents(tx: Transaction, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await tx.query(
    "UPDATE webhook_events SET status = 'pending' WHERE status = 'waiting' AND conversation_id = ANY ($1)",
    [conversationIds],
  );
}
