import type { Context } from "@/lib/access/context";
import { callFunction } from "@/lib/db/call-function";

const rebuilds = [
  "rebuild_user_analytics",
  "rebuild_user_daily_analytics",
  "rebuild_call_analytics_cache",
  "rebuild_call_segment_analytics",
  "rebuild_agent_targets",
  "rebuild_agent_performance_trends",
  "rebuild_leads",
  "rebuild_call_searches",
] as const;

export type TenantDays = { tenant: string; firstDay: string; lastDay: string };

/** Rebuilds a tenant's days: rollups, caches, targets and trends, in one transaction. */
export async function rebuildDays(ctx: Pick<Context, "db">, { tenant, firstDay, lastDay }: TenantDays): Promise<void> {
  await ctx.db.job(async (tx) => {
    for (const rebuild of rebuilds) {
      await callFunction(tx, rebuild, { tenant, first_day: firstDay, last_day: lastDay });
    }
  });
}
