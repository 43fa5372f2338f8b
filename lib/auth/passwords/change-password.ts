import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { ChangePasswordInput } from "../account-schema";
import { hashPassword } from "./hash-password";
import { requirePassword, wrongPassword } from "./require-password";
import { requireStrongPassword } from "./require-strong-password";
import { setPassword } from "./set-password";

/**
 * Replaces the password of the signed-in user, who must know the current one; their other sessions end.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field, CONFLICT without a password, RATE_LIMITED for too many tries.
 */
export async function changePassword(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "account.update");
  const { current, password } = parseInput(ChangePasswordInput, input);
  const account = await requirePassword(ctx, { field: "current", password: current });
  if (account.passwordHash === null) throw noPassword();
  await requireStrongPassword(ctx, password, account);
  const passwordHash = await hashPassword(password);
  await ctx.db.auth(async (tx) => {
    // The password that was proved must still be the account's.
    const proved = await tx.kysely
      .selectFrom("users")
      .select("id")
      .where("id", "=", userId)
      .where("password_hash", "=", account.passwordHash)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!proved) throw wrongPassword("current");
    await setPassword(tx, { userId, passwordHash, now: ctx.clock.now(), exceptSessionId: ctx.sessionId });
  });
}

function noPassword(): AppError {
  const message = "Your account has no password yet. Sign out and use “Forgot your password?” to set one.";
  return new AppError("CONFLICT", message);
}
