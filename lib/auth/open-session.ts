import type { Client } from "@/lib/db/context";
import { readSettings } from "@/lib/db/read-settings";
import type { Transaction } from "@/lib/db/transaction";
import type { AuthProvider } from "./auth-provider";
import { hashSessionToken, newSessionToken } from "./session-token";

const hourMs = 3_600_000;

export type NewSession = { userId: string; provider: AuthProvider; client: Client; now: Date };

/**
 * Opens a session of `session_duration_hours` for somebody whose sign-in has been accepted.
 * @returns its token, which is kept nowhere else.
 */
export async function openSession(tx: Transaction, { userId, provider, client, now }: NewSession): Promise<string> {
  const { session_duration_hours: hours } = await readSettings(tx, ["session_duration_hours"]);
  const sessionToken = newSessionToken();
  await tx.query(
    `INSERT INTO user_sessions (user_id, auth_provider, token_hash, expires_at, ip_address, user_agent, last_used_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      userId,
      provider,
      hashSessionToken(sessionToken),
      new Date(now.getTime() + hours * hourMs),
      client.ipAddress,
      client.userAgent?.slice(0, 500) ?? null,
      now,
    ],
  );
  return sessionToken;
}
