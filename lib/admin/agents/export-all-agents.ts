import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { adminAgentOrders } from "./agent-orders";
import { listAllAgents } from "./list-all-agents";
import type { AdminAgent, AdminAgentFilters, AdminAgentSort } from "./schema";

const agentsPerRead = 200;

/** Every agent that a list would show, page by page in its order. Admins only. */
export function exportAllAgents(
  ctx: Context,
  { filters, sort }: { filters: AdminAgentFilters; sort: AdminAgentSort },
): AsyncGenerator<readonly AdminAgent[]> {
  requirePermission(ctx, "agent.administer");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, adminAgentOrders[sort]);
    const { agents, nextCursor } = await listAllAgents(ctx, { filters, sort, cursor, limit: agentsPerRead });
    return { items: agents, nextCursor };
  });
}
