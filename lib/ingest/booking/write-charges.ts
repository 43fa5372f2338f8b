import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { type Booking, isTerminal } from "./booking";

const columns: Columns<Booking> = {
  id: { type: "uuid", value: () => newId() },
  user_id: { type: "uuid", value: (b) => b.agent.userId },
  call_id: { type: "uuid", value: (b) => b.callId },
  conversation_id: { type: "text", value: (b) => b.event.conversationId },
  credits: { type: "integer", value: (b) => b.creditsUsed },
  quantity_seconds: { type: "integer", value: (b) => b.event.durationSeconds },
  quantity_minutes: { type: "integer", value: (b) => b.durationMinutes },
  unit_credits: { type: "integer", value: (b) => b.creditsPerMinute },
  occurred_at: { type: "timestamptz", value: (b) => b.event.endedAt },
};

/**
 * Charges each ended call once, and a correction of a charged one by the difference: existing ledger entries are never edited. Entries are
 * inserted in the order of the calls' ends. A call that is restored after it was deleted is linked to its entries again.
 */
export async function writeCharges(tx: Transaction, bookings: readonly Booking[]): Promise<void> {
  const ended = bookings.filter(({ event }) => isTerminal(event));
  if (ended.length === 0) return;
  const { from, params } = rowsParameter(ended, columns);
  await tx.query(
    `WITH due AS (
       SELECT r.*, r.credits - coalesce(l.charged, 0) AS difference, coalesce(l.has_charge, false) AS is_correction
       FROM ${from}
       LEFT JOIN LATERAL (
         SELECT -sum(amount)::integer AS charged, bool_or(type = 'usage' AND NOT is_correction) AS has_charge
         FROM credit_transactions t WHERE t.conversation_id = r.conversation_id
       ) l ON true
     )
     INSERT INTO credit_transactions (id, user_id, type, amount, description, call_id, conversation_id, is_correction,
       quantity_seconds, quantity_minutes, unit_credits, occurred_at)
     SELECT id, user_id, CASE WHEN difference > 0 THEN 'usage' ELSE 'refund' END, -difference,
       format('%s of %s:%s min = %s started %s × %s', CASE WHEN is_correction THEN 'Correction: call' ELSE 'Call' END,
         quantity_seconds / 60, lpad((quantity_seconds % 60)::text, 2, '0'), quantity_minutes,
         CASE WHEN quantity_minutes = 1 THEN 'minute' ELSE 'minutes' END,
         CASE WHEN unit_credits = 1 THEN '1 credit' ELSE unit_credits || ' credits' END),
       call_id, conversation_id, is_correction, quantity_seconds, quantity_minutes, unit_credits, occurred_at
     FROM due WHERE difference <> 0
     ORDER BY user_id, occurred_at, id`,
    params,
  );
  const restored = ended.filter(({ isUpdate, isCharged }) => isCharged && !isUpdate);
  if (restored.length > 0) {
    await tx.query("SELECT link_ledger_to_calls($1)", [restored.map(({ event }) => event.conversationId)]);
  }
}
