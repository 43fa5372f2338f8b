import type { Context } from "@/lib/db/context";
import { readSettings } from "@/lib/db/read-settings";
import { AppError } from "@/lib/platform/errors";
import { SignInInput, signInRefusal } from "./schema";
import { hashSessionToken, newSessionToken } from "./session-token";
import { verifyPassword } from "./verify-password";

export type SignInClient = { ipAddress: string | null; userAgent: string | null };
export type SignedIn = { userId: string; sessionToken: string };

const hourMs = 3_600_000;

/**
 * Opens a session for whoever knows the password of an active account, for `session_duration_hours`.
 * @throws AppError UNAUTHENTICATED, in the same words and time for an unknown address, a wrong password and a closed account.
 */
export async function signInWithPassword(
  ctx: Pick<Context, "db" | "clock">,
  input: unknown,
  client: SignInClient,
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

  const sessionToken = newSessionToken();
  await ctx.db.auth(async (tx) => {
    const { session_duration_hours: hours } = await readSettings(tx, ["session_duration_hours"]);
    const now = ctx.clock.now();
    await tx.query(
      `INSERT INTO user_sessions (user_id, token_hash, expires_at, ip_address, user_agent, last_used_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        account.id,
        hashSessionToken(sessionToken),
        new Date(now.getTime() + hours * hourMs),
        client.ipAddress,
        client.userAgent?.slice(0, 500) ?? null,
        now,
      ],
    );
  });
  return { userId: account.id, sessionToken };
}
