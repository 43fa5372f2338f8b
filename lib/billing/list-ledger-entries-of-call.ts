import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { TransactionType } from "./transaction-type";

export type LedgerEntry = {
  id: string;
  entryNumber: number;
  type: TransactionType;
  /** Credits: negative when they left the balance. */
  amount: number;
  balanceAfter: number;
  description: string;
  isCorrection: boolean;
  quantitySeconds: number | null;
  quantityMinutes: number | null;
  unitCredits: number | null;
  occurredAt: string;
};

type Row = {
  id: string;
  entry_number: number;
  type: TransactionType;
  amount: number;
  balance_after: number;
  description: string;
  is_correction: boolean;
  quantity_seconds: number | null;
  quantity_minutes: number | null;
  unit_credits: number | null;
  occurred_at: Date;
};

/** Every credit that a call moved, in the order of the ledger: its charge first, then what corrected it. */
export async function listLedgerEntriesOfCall(ctx: Context, callId: string): Promise<LedgerEntry[]> {
  const { userId } = requirePermission(ctx, "credit.read");
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Row>(
      `SELECT id, entry_number, type, amount, balance_after, description, is_correction,
              quantity_seconds, quantity_minutes, unit_credits, occurred_at
         FROM credit_transactions WHERE user_id = $1 AND call_id = $2 ORDER BY entry_number`,
      [userId, callId],
    );
    return rows.map((row) => ({
      id: row.id,
      entryNumber: row.entry_number,
      type: row.type,
      amount: row.amount,
      balanceAfter: row.balance_after,
      description: row.description,
      isCorrection: row.is_correction,
      quantitySeconds: row.quantity_seconds,
      quantityMinutes: row.quantity_minutes,
      unitCredits: row.unit_credits,
      occurredAt: row.occurred_at.toISOString(),
    }));
  });
}
