import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { SecondFactorCodeInput } from "../schema";
import { tokenMs } from "../sessions/session-times";
import { hashSessionToken, newSessionTokens, type SessionTokens } from "../sessions/session-token";
import { withSecondFactor } from "./with-second-factor";

/**
 * Gives the second factor for a session, by a code of the authenticator or a recovery code. A wrong one counts as a failed sign-in.
 * @returns the session's new tokens: nothing that worked before the second factor works after it.
 * @throws AppError BAD_REQUEST with the field `code`, RATE_LIMITED, UNAUTHENTICATED when the session is over.
 */
export async function verifySecondFactor(ctx: Context & { sessionId: string }, input: unknown): Promise<SessionTokens> {
  const { userId } = requirePermission(ctx, "account.update");
  const { code } = parseInput(SecondFactorCodeInput, input);
  return withSecondFactor(ctx, code, (tx) => replaceTokens(tx, ctx.sessionId, userId, ctx.clock.now()));
}

/** The previous tokens are recorded, so that their later use is detected, and are invalid at once. */
async function replaceTokens(tx: Transaction, sessionId: string, userId: string, now: Date): Promise<SessionTokens> {
  const tokens = newSessionTokens(sessionId);
  const { numUpdatedRows } = await tx.kysely
    .updateTable("user_sessions")
    .set((eb) => ({
      previous_token_hash: null,
      previous_refresh_token_hash: eb.ref("refresh_token_hash"),
      token_hash: hashSessionToken(tokens.token),
      refresh_token_hash: hashSessionToken(tokens.refreshToken),
      token_expires_at: new Date(now.getTime() + tokenMs),
      rotated_at: now,
      second_factor_at: now,
    }))
    .where("id", "=", sessionId)
    .where("user_id", "=", userId)
    .where("is_active", "=", true)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
  return tokens;
}
