import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { endSessions } from "./end-sessions";
import { SignOutEverywhereInput } from "./schema";

/** Ends all of one's sessions, or all but the one that asks; returns how many that were. */
export async function signOutEverywhere(ctx: Context, input: unknown): Promise<number> {
  const { userId } = requirePermission(ctx, "session.revoke");
  const parsed = SignOutEverywhereInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Say whether this session is to be kept.");
  const exceptSessionId = parsed.data.keepCurrent ? ctx.sessionId : null;
  return ctx.db.tenant(userId, (tx) => endSessions(tx, { userId, reason: "revoked", exceptSessionId }));
}
