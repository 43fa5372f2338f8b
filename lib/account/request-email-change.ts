import type { Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { requirePermission } from "@/lib/access/require-permission";
import { ChangeEmailInput } from "@/lib/auth/account-schema";
import { requestMail } from "@/lib/auth/mails/request-mail";
import { requirePassword } from "@/lib/auth/passwords/require-password";
import { rateOf } from "@/lib/auth/sign-in/rates";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";

/**
 * Mails a link to a new address of the account, which takes it when the link is opened, and a warning to the old one. The answer is
 * the same when the new address belongs to somebody already.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field, RATE_LIMITED for too many tries, FORBIDDEN
 * for an old session of an account without a password.
 */
export async function requestEmailChange(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "account.update");
  const { password, email } = parseInput(ChangeEmailInput, input);
  const account = await requirePassword(ctx, { password });
  if (email === account.email) {
    throw new AppError("BAD_REQUEST", "Nothing would change.", { fields: { email: "This is your address already." } });
  }
  await limitRate(ctx.db, rateOf("email by account", userId));
  await ctx.db.auth(async (tx) => {
    await requestMail(tx, { kind: "confirm-new-address", email, userId });
    await requestMail(tx, { kind: "address-changing", email: account.email });
  });
}
