import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { noteAttempt, refuseLocked, settleAttempt } from "../sign-in/note-attempt";
import { takeSecondFactorCode } from "./take-second-factor-code";
import { wrongCode } from "./wrong-code";

/**
 * Uses up a code of the authenticator or a recovery code and, in the same transaction, does what it was given for. A wrong code counts
 * as a failed sign-in.
 * @throws AppError BAD_REQUEST with the field `code`, RATE_LIMITED after too many tries.
 */
export async function withSecondFactor<T>(
  ctx: Context,
  code: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { userId } = requirePermission(ctx, "account.update");
  const now = ctx.clock.now();
  const client = ctx.client ?? { ipAddress: null, userAgent: null };
  const noted = await ctx.db.auth(async (tx) => {
    const account = await tx.prisma.user.findUnique({ where: { id: userId }, select: { email: true } });
    return noteAttempt(tx, { email: account?.email ?? "", client, now, reason: "wrong_code" });
  });
  refuseLocked(noted);
  return ctx.db.auth(async (tx) => {
    if (!(await takeSecondFactorCode(tx, { userId, code, now }))) throw wrongCode();
    await settleAttempt(tx, noted.attemptId, null);
    return work(tx);
  });
}
