import type { Context } from "@/lib/db/context";

/** Whether a session whose bearer was signed in a while ago still lasts, whatever became of its tokens since. */
export async function isSessionOpen(ctx: Pick<Context, "db" | "clock">, sessionId: string): Promise<boolean> {
  const found = await ctx.db.auth((tx) =>
    tx.prisma.userSession.findFirst({
      where: { id: sessionId, isActive: true, expiresAt: { gt: ctx.clock.now() }, user: { isActive: true } },
      select: { id: true },
    }),
  );
  return found !== null;
}
