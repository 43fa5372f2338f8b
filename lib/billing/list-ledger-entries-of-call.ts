import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { oneOf } from "@/lib/platform/one-of";
import { type TransactionType, transactionTypes } from "./transaction-type";

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

/** Every credit that a call moved, in the order of the ledger: its charge first, then what corrected it. */
export async function listLedgerEntriesOfCall(ctx: Context, callId: string): Promise<LedgerEntry[]> {
  const { userId } = requirePermission(ctx, "credit.read");
  const rows = await ctx.db.tenant(userId, ({ kysely }) =>
    kysely
      .selectFrom("credit_transactions")
      .select([
        "id",
        "entry_number as entryNumber",
        "type",
        "amount",
        "balance_after as balanceAfter",
        "description",
        "is_correction as isCorrection",
        "quantity_seconds as quantitySeconds",
        "quantity_minutes as quantityMinutes",
        "unit_credits as unitCredits",
        "occurred_at",
      ])
      .where("user_id", "=", userId)
      .where("call_id", "=", callId)
      .orderBy("entry_number")
      .execute(),
  );
  return rows.map(({ type, occurred_at: occurredAt, ...row }) => ({
    ...row,
    type: oneOf(transactionTypes, type),
    occurredAt: occurredAt.toISOString(),
  }));
}
