import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { requireRecentProof } from "@/lib/auth/identity/require-recent-proof";
import { functionRows } from "@/lib/db/function-rows";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { CreditAmount, manualEntryTypes } from "./credit-entry";
import { refusedByDatabase } from "./refused-by-database";

const AdjustCreditsInput = AccountAction.extend({
  /** The id of the new entry: the same form sent twice is one entry. */
  entryId: z.uuid("Reload the page and try again."),
  type: z.enum(manualEntryTypes, "Choose what the entry is."),
  amount: CreditAmount,
  /** The call whose credits are given back, of a refund alone. */
  callId: z.uuid("There is no such call.").optional(),
})
  .refine(({ type, amount }) => type === "admin_adjustment" || amount > 0, {
    path: ["amount"],
    message: "A bonus or a refund is above zero.",
  })
  .refine(({ type, callId }) => (type === "refund") === (callId !== undefined), {
    path: ["type"],
    message: "A refund is of one call, and nothing else is.",
  });

export type CreditsAdjusted = { balanceBefore: number; balanceAfter: number };

/**
 * Enters an adjustment, a bonus or the refund of a call into a tenant's ledger, with its reason as the entry's description. Only shortly after
 * the administrator proved who they are, and beyond `admin_credit_limit` credits by super admins alone.
 * @returns the balance before and after the entry, in credits.
 * @throws AppError FORBIDDEN beyond the limit, for admins' accounts and an admin's own, PROOF_REQUIRED, NOT_FOUND for an unknown account,
 * CONFLICT for a refund of more than the call's cost.
 */
export async function adjustCredits(ctx: Context<UserActor>, input: unknown): Promise<CreditsAdjusted> {
  requirePermission(ctx, "user.adjust_credits");
  const { userId, entryId, type, amount, callId, reason } = parseInput(AdjustCreditsInput, input);
  await requireRecentProof(ctx);
  const change = ctx.db.admin(async (tx) => {
    const args = { ...byAdmin(ctx.actor, userId), entry: entryId, kind: type, credits: amount, words: reason };
    const adjusted = existing(
      await tx.kysely
        .selectFrom(functionRows("adjust_credits", { ...args, of_call: callId ?? null }))
        .select(["balance_before as balanceBefore", "balance_after as balanceAfter", "is_new as isNew"])
        .executeTakeFirst(),
    );
    const { isNew, ...balances } = adjusted;
    if (isNew) {
      await logAdminAction(tx, ctx, {
        action: "user.adjust_credits",
        ...ofAccount(userId),
        details: {
          before: { credits: balances.balanceBefore },
          after: { credits: balances.balanceAfter },
          entryId,
          type,
          ...(callId && { callId }),
          reason,
        },
      });
    }
    return balances;
  });
  return change.catch(refusedByDatabase);
}
