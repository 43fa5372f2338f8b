import type { Context } from "@/lib/db/context";
import type { SessionEndReason } from "./session-end-reason";

/** Signs a session out for good; nothing happens when it has ended already. */
export async function endSession(ctx: Pick<Context, "db">, sessionId: string): Promise<void> {
  const reason: SessionEndReason = "signed_out";
  await ctx.db.auth((tx) =>
    tx.query(
      "UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = $2 WHERE id = $1 AND is_active",
      [sessionId, reason],
    ),
  );
}
