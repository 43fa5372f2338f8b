import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { RevokeSessionInput } from "./schema";
import type { SessionEndReason } from "./session-end-reason";

/**
 * Ends one of one's own sessions; its bearer is signed out at the next request.
 * @throws AppError NOT_FOUND for one that has ended already or is somebody else's.
 */
export async function revokeSession(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "session.revoke");
  const parsed = RevokeSessionInput.safeParse(input);
  if (!parsed.success) throw new AppError("NOT_FOUND", "This session has ended already.");
  const reason: SessionEndReason = "revoked";
  const { rowCount } = await ctx.db.tenant(userId, (tx) =>
    tx.query(
      `UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = $3
        WHERE id = $1 AND user_id = $2 AND is_active`,
      [parsed.data.sessionId, userId, reason],
    ),
  );
  if (rowCount === 0) throw new AppError("NOT_FOUND", "This session has ended already.");
}
