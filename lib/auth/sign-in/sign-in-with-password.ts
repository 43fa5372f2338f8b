import type { Client, Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { readSettings } from "@/lib/settings/read-settings";
import { verifyPassword } from "../passwords/verify-password";
import { SignInInput } from "../schema";
import { openSession } from "../sessions/open-session";
import type { SessionTokens } from "../sessions/session-token";
import type { AttemptReason } from "./attempt-reason";
import { networkOf } from "./network-of";
import { noteAttempt, refuseLocked, settleAttempt } from "./note-attempt";
import { rateOf } from "./rates";
import { signInRefusal } from "./sign-in-refusal";

export type SignedIn = { userId: string; tokens: SessionTokens };

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

/**
 * Opens a session with the password of an active account, for `session_duration_hours`. With a second factor the session is not signed in
 * until that was given.
 * @throws AppError UNAUTHENTICATED, in the same words and time for an unknown address, a wrong password and a closed account; RATE_LIMITED
 * with the seconds to wait; FORBIDDEN for the right password of an address that must be verified first.
 */
export async function signInWithPassword(
  ctx: Pick<Context, "db" | "clock">,
  input: unknown,
  client: Client,
): Promise<SignedIn> {
  const parsed = SignInInput.safeParse(input);
  if (!parsed.success) throw new AppError("UNAUTHENTICATED", signInRefusal);
  const { email, password } = parsed.data;
  const now = ctx.clock.now();
  if (client.ipAddress) await limitRate(ctx.db, rateOf("sign-in", networkOf(client.ipAddress)));

  const { account, noted } = await ctx.db.auth(async (tx) => {
    const found = await findAccount(tx, email);
    const reason = found ? "wrong_password" : "unknown_account";
    return { account: found, noted: await noteAttempt(tx, { email, client, now, reason }) };
  });
  refuseLocked(noted);
  const isRight = await verifyPassword(password, account?.password_hash ?? null);
  if (!account?.password_hash || !isRight) throw new AppError("UNAUTHENTICATED", signInRefusal);

  const passwordHash = account.password_hash;
  const refusal = await ctx.db.auth((tx) => findRefusal(tx, account));
  if (refusal) {
    await ctx.db.auth((tx) => settleAttempt(tx, noted.attemptId, refusal.reason));
    throw refusal.error;
  }
  const tokens = await ctx.db.auth(async (tx) => {
    await settleAttempt(tx, noted.attemptId, account.has_second_factor ? "second_factor_missing" : null);
    return openSession(tx, { userId: account.id, provider: "email", client, now, passwordHash });
  });
  return { userId: account.id, tokens };
}

function findAccount({ kysely }: Transaction, email: string) {
  return kysely
    .selectFrom("users as u")
    .leftJoin("second_factors as f", "f.user_id", "u.id")
    .select((eb) => [
      "u.id",
      "u.password_hash",
      "u.is_active",
      "u.email_verified",
      eb("f.confirmed_at", "is not", null).as("has_second_factor"),
    ])
    .where("u.email", "=", email)
    .executeTakeFirst();
}

/** Why somebody with the right password is not signed in. */
async function findRefusal(
  tx: Transaction,
  account: Account,
): Promise<{ reason: AttemptReason; error: AppError } | null> {
  if (!account.is_active) return { reason: "account_closed", error: new AppError("UNAUTHENTICATED", signInRefusal) };
  const { require_email_verification: mustBeVerified } = await readSettings(tx, ["require_email_verification"]);
  if (account.email_verified || !mustBeVerified) return null;
  return { reason: "not_verified", error: new AppError("FORBIDDEN", "Verify your email address to sign in.") };
}
