import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";

export type AgentOption = { id: string; name: string; isActive: boolean };

/** The tenant's agents by name, those at work first. */
export async function listAgents(ctx: Context): Promise<AgentOption[]> {
  const { userId } = requirePermission(ctx, "agent.read");
  return ctx.db.tenant(userId, (tx) =>
    tx.prisma.agent.findMany({
      where: { userId },
      orderBy: [{ isActive: "desc" }, { name: "asc" }, { id: "asc" }],
      take: 500,
      select: { id: true, name: true, isActive: true },
    }),
  );
}
