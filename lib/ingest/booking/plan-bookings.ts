import { startedMinutes } from "@/lib/calls/started-minutes";
import type { Transaction } from "@/lib/db/transaction";
import { defaultCountry } from "@/lib/platform/countries";
import { newId } from "@/lib/platform/ids";
import { readCallerNumber } from "@/lib/platform/phone-number/read-caller-number";
import { type ConversationEvent, QuarantineError } from "../events/projection";
import { type Booking, isTerminal, type KnownAgent } from "./booking";

type ExistingCall = {
  id: string;
  conversationId: string;
  userId: string;
  version: string;
  contactId: string | null;
  /** Null while it has not ended, or has taken no time. */
  creditsPerMinute: number | null;
};
type Charged = { conversationId: string; creditsPerMinute: number };

export type Plan = {
  /** Conversations whose rows change. */
  bookings: Booking[];
  /** Every conversation of the batch that has a call, whether or not it changes, by conversation id. */
  callIds: Map<string, string>;
  refused: Map<ConversationEvent, QuarantineError>;
};

/**
 * Decides what a batch changes: of several events of one conversation the newest wins, and an event that is not newer than the call changes
 * nothing. The event that the call was made from is applied again, because it is repeated only by a replay.
 */
export async function planBookings(
  tx: Transaction,
  events: readonly { event: ConversationEvent; agent: KnownAgent }[],
  creditsPerMinute: number,
): Promise<Plan> {
  const conversationIds = [...new Set(events.map(({ event }) => event.conversationId))];
  const existing = await findCalls(tx, conversationIds);
  const rates = await findChargedRates(tx, conversationIds);
  const plan: Plan = { bookings: [], callIds: new Map(), refused: new Map() };

  const newest = new Map<string, { event: ConversationEvent; agent: KnownAgent }>();
  for (const candidate of events) {
    const { event, agent } = candidate;
    const rival = newest.get(event.conversationId);
    const owner = existing.get(event.conversationId)?.userId ?? rival?.agent.userId ?? agent.userId;
    if (owner !== agent.userId) {
      const detail = "The conversation belongs to the tenant of another agent.";
      plan.refused.set(event, new QuarantineError("agent_of_another_tenant", detail));
    } else if (!rival || rival.event.version < event.version) {
      newest.set(event.conversationId, candidate);
    }
  }

  for (const { event, agent } of newest.values()) {
    const call = existing.get(event.conversationId);
    const callId = call?.id ?? newId();
    plan.callIds.set(event.conversationId, callId);
    if (call && call.version > event.version) continue;
    const rate = rates.get(event.conversationId) ?? call?.creditsPerMinute ?? creditsPerMinute;
    const durationMinutes = startedMinutes(event.durationSeconds);
    plan.bookings.push({
      event,
      agent,
      callId,
      phoneNumber: readCallerNumber(event.writtenNumber, defaultCountry(agent)),
      isUpdate: call !== undefined,
      isCharged: rates.has(event.conversationId),
      contactId: call?.contactId ?? null,
      creditsPerMinute: rate,
      durationMinutes,
      creditsUsed: isTerminal(event) ? durationMinutes * rate : 0,
    });
  }
  return plan;
}

async function findCalls(tx: Transaction, conversationIds: readonly string[]): Promise<Map<string, ExistingCall>> {
  const { rows } = await tx.query<ExistingCall>(
    `SELECT id, elevenlabs_conversation_id AS "conversationId", user_id AS "userId", provider_version AS version,
       contact_id AS "contactId",
       CASE WHEN status <> 'in_progress' AND duration_seconds > 0 THEN credits_per_minute END AS "creditsPerMinute"
     FROM calls WHERE elevenlabs_conversation_id = ANY ($1)`,
    [conversationIds],
  );
  return new Map(rows.map((row) => [row.conversationId, row]));
}

/** A charged call keeps the price it was charged at, whatever the price is when it is corrected. */
async function findChargedRates(tx: Transaction, conversationIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<Charged>(
    `SELECT conversation_id AS "conversationId", unit_credits AS "creditsPerMinute"
     FROM credit_transactions
     WHERE conversation_id = ANY ($1) AND type = 'usage' AND NOT is_correction AND unit_credits IS NOT NULL`,
    [conversationIds],
  );
  return new Map(rows.map((row) => [row.conversationId, row.creditsPerMinute]));
}
