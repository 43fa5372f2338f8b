import type { Client, Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { noteAttempt, refuseLocked, settleAttempt } from "../sign-in/note-attempt";
import { rateOf } from "../sign-in/rates";
import { verifyPassword } from "./verify-password";

const recentMs = 15 * 60_000;
const nowhere: Client = { ipAddress: null, userAgent: null };

export type ProvedAccount = { name: string; email: string; passwordHash: string | null };

type Typed = {
  /** The form's field, beside which a refusal is shown. */
  field?: string;
  password: string;
};

/**
 * Requires the password again before sensitive actions; a wrong one counts as a failed sign-in. Users without a password must have signed
 * in within 15 minutes.
 * @returns the confirmed account.
 * @throws AppError BAD_REQUEST with the field when it is wrong, RATE_LIMITED after too many tries, FORBIDDEN for an old session without a
 * password.
 */
export async function requirePassword(ctx: Context, { field = "password", password }: Typed): Promise<ProvedAccount> {
  const { userId } = requirePermission(ctx, "account.update");
  const now = ctx.clock.now();
  const { openedAt, ...account } = await readAccount(ctx, userId);
  if (account.passwordHash === null) {
    requireRecent(openedAt, now);
    return account;
  }
  await limitRate(ctx.db, rateOf("password by account", userId));
  const { email, passwordHash } = account;
  const client = ctx.client ?? nowhere;
  const noted = await ctx.db.auth((tx) => noteAttempt(tx, { email, client, now, reason: "wrong_password" }));
  refuseLocked(noted);
  if (!(await verifyPassword(password, passwordHash))) throw wrongPassword(field);
  await ctx.db.auth((tx) => settleAttempt(tx, noted.attemptId, null));
  return account;
}

export function wrongPassword(field: string): AppError {
  const message = "This is not your password.";
  return new AppError("BAD_REQUEST", message, { fields: { [field]: message } });
}

async function readAccount(ctx: Context, userId: string): Promise<ProvedAccount & { openedAt: Date | null }> {
  return ctx.db.auth(async (tx) => {
    const account = await tx.prisma.user.findFirst({
      where: { id: userId, isActive: true },
      select: { name: true, email: true, passwordHash: true },
    });
    if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
    const session = ctx.sessionId
      ? await tx.prisma.userSession.findFirst({ where: { id: ctx.sessionId, userId }, select: { createdAt: true } })
      : null;
    return { ...account, openedAt: session?.createdAt ?? null };
  });
}

function requireRecent(openedAt: Date | null, now: Date): void {
  if (openedAt && now.getTime() - openedAt.getTime() < recentMs) return;
  throw new AppError("FORBIDDEN", "Sign out and in again first to confirm that it is you.");
}
