import type { Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { notifyOwner } from "../mails/notify-owner";
import { SecondFactorCodeInput } from "../schema";
import { endSessions } from "../sessions/end-sessions";
import { rateOf } from "../sign-in/rates";
import { replaceRecoveryCodes } from "./recovery-codes";
import { openTotpSecret } from "./second-factor-secret";
import { findTotpStep } from "./totp";
import { wrongCode } from "./wrong-code";

/**
 * Activates the offered authenticator, by a code of it. This session then has given its second factor; the others end.
 * @returns the recovery codes, which are never shown again.
 * @throws AppError BAD_REQUEST with the field `code`, CONFLICT when nothing was offered, RATE_LIMITED after too many tries.
 */
export async function confirmSecondFactor(ctx: Context, input: unknown): Promise<string[]> {
  const { userId } = requirePermission(ctx, "account.update");
  const { code } = parseInput(SecondFactorCodeInput, input);
  // A stolen session must not be able to try all codes while an offer is open.
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
    if (!offered) throw new AppError("CONFLICT", "There is nothing left to confirm. Reload the page.");
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
    await notifyOwner(tx, userId, "second-factor-on");
    return replaceRecoveryCodes(tx, userId);
  });
}
