import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";

export const proofMinutes = 10;

/**
 * Requires that whoever holds this session has signed in, given the second factor or proved their identity again within `proofMinutes`:
 * a browser that was left open does nothing dangerous.
 * @throws AppError PROOF_REQUIRED when that was longer ago.
 */
export async function requireRecentProof(ctx: Context): Promise<void> {
  const { userId } = requirePermission(ctx, "account.read");
  const { sessionId } = ctx;
  const session = sessionId
    ? await ctx.db.auth((tx) =>
        tx.prisma.userSession.findFirst({
          where: { id: sessionId, userId },
          select: { createdAt: true, secondFactorAt: true, provedAt: true },
        }),
      )
    : null;
  const moments = [session?.createdAt, session?.secondFactorAt, session?.provedAt].map((at) => at?.getTime() ?? 0);
  if (ctx.clock.now().getTime() - Math.max(...moments) < proofMinutes * 60_000) return;
  throw new AppError("PROOF_REQUIRED", "Confirm that it is you to go on.");
}
