import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { RevokeSessionInput } from "../schema";
import { ended } from "./end-sessions";

/**
 * Ends one of the user's own sessions; the browser that holds it is signed out at the next request.
 * @throws AppError NOT_FOUND for one that has ended already or is somebody else's.
 */
export async function revokeSession(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "session.revoke");
  const parsed = RevokeSessionInput.safeParse(input);
  if (!parsed.success) throw new AppError("NOT_FOUND", "This session has already ended.");
  const { numUpdatedRows } = await ctx.db.tenant(userId, (tx) =>
    tx.kysely
      .updateTable("user_sessions")
      .set(ended("revoked"))
      .where("id", "=", parsed.data.sessionId)
      .where("user_id", "=", userId)
      .where("is_active", "=", true)
      .executeTakeFirstOrThrow(),
  );
  if (numUpdatedRows === 0n) throw new AppError("NOT_FOUND", "This session has already ended.");
}
