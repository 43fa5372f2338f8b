import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { SignOutEverywhereInput } from "../schema";
import { endSessions } from "./end-sessions";

/** Ends all of the user's sessions, or all except the current one; returns how many. */
export async function signOutEverywhere(ctx: Context, input: unknown): Promise<number> {
  const { userId } = requirePermission(ctx, "session.revoke");
  const parsed = SignOutEverywhereInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Choose whether to keep this session.");
  const exceptSessionId = parsed.data.keepCurrent ? ctx.sessionId : null;
  return ctx.db.tenant(userId, (tx) => endSessions(tx, { userId, reason: "revoked", exceptSessionId }));
}
