import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";

export type AgentOption = { id: string; name: string; isActive: boolean };

/** The tenant's agents by name, those at work first. */
export async function listAgents(ctx: Context): Promise<AgentOption[]> {
  const { userId } = requirePermission(ctx, "agent.read");
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string; is_active: boolean }>(
      "SELECT id, name, is_active FROM agents WHERE user_id = $1 ORDER BY is_active DESC, name, id LIMIT 500",
      [userId],
    );
    return rows.map(({ id, name, is_active }) => ({ id, name, isActive: is_active }));
  });
}
