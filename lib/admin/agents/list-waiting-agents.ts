import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import type { WaitingAgent } from "./schema";

/** The provider's agents that have sent events and belong to nobody, up to 200, the latest first. Admins only. */
export async function listWaitingAgents(ctx: Context): Promise<WaitingAgent[]> {
  requirePermission(ctx, "agent.administer");
  const rows = await ctx.db.admin(({ kysely }) =>
    kysely
      .selectFrom(functionRows("list_waiting_events", { of_agents: null }))
      .selectAll()
      .execute(),
  );
  return rows.map((row) => ({
    providerAgentId: row.provider_agent_id,
    events: Number(row.events),
    firstReceivedAt: row.first_received_at.toISOString(),
    lastReceivedAt: row.last_received_at.toISOString(),
  }));
}
