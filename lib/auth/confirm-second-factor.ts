import type { Context } from "@/lib/db/context";
import { limitRate } from "@/lib/db/rate-limit";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { endSessions } from "./end-sessions";
import { rateOf } from "./rates";
import { replaceRecoveryCodes } from "./recovery-codes";
import { SecondFactorCodeInput } from "./schema";
import { openTotpSecret } from "./second-factor-secret";
import { tellOwner } from "./tell-owner";
import { findTotpStep } from "./totp";
import { wrongCode } from "./wrong-code";

/**
 * Makes the offered authenticator count, by a code of it. The session that asks has given its second factor with that; the others end.
 * @returns the recovery codes, which are never shown again.
 * @throws AppError BAD_REQUEST with the field `code`, CONFLICT when nothing was offered, RATE_LIMITED after too many tries.
 */
export async function confirmSecondFactor(ctx: Context, input: unknown): Promise<string[]> {
  const { userId } = requirePermission(ctx, "account.update");
  const { code } = parseInput(SecondFactorCodeInput, input);
  // Whoever borrowed a session while an offer is open must not try all codes.
  await limitRate(ctx.db, rateOf("second factor by account", userId));
  const now = ctx.clock.now();
  return ctx.db.auth(async (tx) => {
    const offered = await tx.kysely
      .selectFrom("second_factors")
      .select("secret_encrypted")
      .where("user_id", "=", userId)
      .where("confirmed_at", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (!offered)
      throw new AppError("CONFLICT", "There is nothing to confirm any more: reload the page to see how things are.");
    const step = findTotpStep(openTotpSecret(offered.secret_encrypted, userId), code.replaceAll(/\s/g, ""), now);
    if (step === null) throw wrongCode();
    await tx.prisma.secondFactor.update({
      where: { userId },
      data: { confirmedAt: now, lastUsedStep: step },
      select: { userId: true },
    });
    if (ctx.sessionId) {
      await tx.prisma.userSession.updateMany({ where: { id: ctx.sessionId, userId }, data: { secondFactorAt: now } });
    }
    await endSessions(tx, { userId, reason: "second_factor_changed", exceptSessionId: ctx.sessionId });
    await tellOwner(tx, userId, "second-factor-on");
    return replaceRecoveryCodes(tx, userId);
  });
}
