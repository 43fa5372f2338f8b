import type { Context } from "@/lib/db/context";
import { AppError } from "@/lib/platform/errors";
import { limitKey } from "./limit-requests";
import { verifyPassword } from "./verify-password";

export type ProvedAccount = { name: string; email: string; passwordHash: string };

type Typed = {
  /** The form's field, beside which a refusal is shown. */
  field: string;
  password: string;
};

/**
 * Asks a signed-in person for their password once more, before something that a borrowed session must not do.
 * @throws AppError BAD_REQUEST for a wrong password, CONFLICT for an account that has none, RATE_LIMITED for too many tries.
 */
export async function requireOwnPassword(
  ctx: Pick<Context, "db" | "clock" | "client">,
  userId: string,
  { field, password }: Typed,
): Promise<ProvedAccount> {
  await limitKey(ctx, "password by account", userId);
  const account = await ctx.db.auth(async (tx) => {
    const { rows } = await tx.query<{ name: string; email: string; passwordHash: string | null }>(
      `SELECT name, email, password_hash AS "passwordHash" FROM users WHERE id = $1 AND is_active`,
      [userId],
    );
    return rows[0];
  });
  if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
  const { passwordHash } = account;
  if (passwordHash === null) {
    throw new AppError(
      "CONFLICT",
      "Your account has no password yet. Sign out and use “Forgot the password?” to set one.",
    );
  }
  if (!(await verifyPassword(password, passwordHash))) throw wrongPassword(field);
  return { ...account, passwordHash };
}

export function wrongPassword(field: string): AppError {
  return new AppError("BAD_REQUEST", "The password is not right.", {
    fields: { [field]: "This is not your current password." },
  });
}
