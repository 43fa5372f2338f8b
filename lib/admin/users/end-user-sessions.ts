import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

const EndUserSessionsInput = AccountAction.extend({
  /** One session; without it all of them. */
  sessionId: z.uuid("There is no such session.").optional(),
});

/**
 * Ends one session of an account, or all of them, with effect from the next request.
 * @returns how many ended.
 * @throws AppError FORBIDDEN for other roles and for admins' accounts, NOT_FOUND for an unknown account.
 */
export async function endUserSessions(ctx: Context<UserActor>, input: unknown): Promise<{ ended: number }> {
  requirePermission(ctx, "user.end_sessions");
  const { userId, sessionId, reason } = parseInput(EndUserSessionsInput, input);
  const change = ctx.db.admin(async (tx) => {
    const { ended } = existing(
      await tx.kysely
        .selectFrom(functionRows("end_user_sessions", { ...byAdmin(ctx.actor, userId), session: sessionId ?? null }))
        .select("ended")
        .executeTakeFirst(),
    );
    if (ended === 0) return { ended };
    await logAdminAction(tx, ctx, {
      action: "user.end_sessions",
      ...ofAccount(userId),
      details: { ended, ...(sessionId && { sessionId }), reason },
    });
    return { ended };
  });
  return change.catch(refusedByDatabase);
}
