import type { Context } from "@/lib/db/context";
import { hashSessionToken } from "./session-token";

/** Signs a session out for good; nothing happens when it has ended already. */
export async function endSession(ctx: Pick<Context, "db">, sessionToken: string): Promise<void> {
  await ctx.db.auth((tx) =>
    tx.query("UPDATE user_sessions SET is_active = false WHERE token_hash = $1 AND is_active", [
      hashSessionToken(sessionToken),
    ]),
  );
}
