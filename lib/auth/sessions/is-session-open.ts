import type { Context } from "@/lib/access/context";

/** Whether a session that was valid earlier is still open, whatever happened to its tokens since. */
export async function isSessionOpen(ctx: Pick<Context, "db" | "clock">, sessionId: string): Promise<boolean> {
  const found = await ctx.db.auth((tx) =>
    tx.prisma.userSession.findFirst({
      where: { id: sessionId, isActive: true, expiresAt: { gt: ctx.clock.now() }, user: { isActive: true } },
      select: { id: true },
    }),
  );
  return found !== null;
}
