import type { Client } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { readSettings } from "@/lib/settings/read-settings";
import type { AuthProvider } from "../oauth/auth-provider";
import { signInRefusal } from "../sign-in/sign-in-refusal";
import { tokenMs } from "./session-times";
import { hashSessionToken, newSessionTokens, type SessionTokens } from "./session-token";

const hourMs = 3_600_000;

export type NewSession = {
  userId: string;
  provider: AuthProvider;
  client: Client;
  now: Date;
  /** The hash that the given password was checked against. */
  passwordHash?: string;
};

/**
 * Opens a session of `session_duration_hours` for somebody whose sign-in has been accepted.
 * @returns its tokens, which are kept nowhere else.
 * @throws AppError UNAUTHENTICATED when the account was closed or its password changed since it was checked.
 */
export async function openSession(tx: Transaction, session: NewSession): Promise<SessionTokens> {
  await requireUnchanged(tx, session);
  const { session_duration_hours: hours } = await readSettings(tx, ["session_duration_hours"]);
  const { userId, provider, client, now } = session;
  const tokens = newSessionTokens(newId());
  const expiresAt = new Date(now.getTime() + hours * hourMs);
  await tx.prisma.userSession.create({
    data: {
      id: tokens.sessionId,
      userId,
      authProvider: provider,
      tokenHash: hashSessionToken(tokens.token),
      refreshTokenHash: hashSessionToken(tokens.refreshToken),
      tokenExpiresAt: new Date(now.getTime() + tokenMs),
      expiresAt,
      refreshExpiresAt: expiresAt,
      ipAddress: client.ipAddress,
      userAgent: client.userAgent?.slice(0, 500) ?? null,
      createdAt: now,
      lastUsedAt: now,
    },
    select: { id: true },
  });
  return tokens;
}

/**
 * Locks the account's sessions, so that a change that ends them comes before this one is opened or also ends it. Locking the user's row
 * would not do: a change of zone holds it for a minute.
 */
async function requireUnchanged(tx: Transaction, { userId, passwordHash }: NewSession): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock_shared(hashtext('sessions of'), hashtext($1::text))", [userId]);
  const account = await tx.prisma.user.findUnique({
    where: { id: userId },
    select: { isActive: true, passwordHash: true },
  });
  const isUnchanged = passwordHash === undefined || account?.passwordHash === passwordHash;
  if (!account?.isActive || !isUnchanged) throw new AppError("UNAUTHENTICATED", signInRefusal);
}
