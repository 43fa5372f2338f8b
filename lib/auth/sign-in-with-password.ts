import type { Client, Context } from "@/lib/db/context";
import { AppError } from "@/lib/platform/errors";
import { openSession } from "./open-session";
import { SignInInput, signInRefusal } from "./schema";
import { verifyPassword } from "./verify-password";

export type SignedIn = { userId: string; sessionToken: string };

/**
 * Opens a session for whoever knows the password of an active account, for `session_duration_hours`.
 * @throws AppError UNAUTHENTICATED, in the same words and time for an unknown address, a wrong password and a closed account.
 */
export async function signInWithPassword(
  ctx: Pick<Context, "db" | "clock">,
  input: unknown,
  client: Client,
): Promise<SignedIn> {
  const parsed = SignInInput.safeParse(input);
  if (!parsed.success) throw new AppError("UNAUTHENTICATED", signInRefusal);
  const { email, password } = parsed.data;

  const account = await ctx.db.auth(async (tx) => {
    const { rows } = await tx.query<{ id: string; password_hash: string | null; is_active: boolean }>(
      "SELECT id, password_hash, is_active FROM users WHERE email = $1",
      [email],
    );
    return rows[0];
  });
  const isRight = await verifyPassword(password, account?.password_hash ?? null);
  if (!account || !isRight || !account.is_active) throw new AppError("UNAUTHENTICATED", signInRefusal);

  const sessionToken = await ctx.db.auth((tx) =>
    openSession(tx, { userId: account.id, provider: "email", client, now: ctx.clock.now() }),
  );
  return { userId: account.id, sessionToken };
}
