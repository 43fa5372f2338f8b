import { forEachTenant } from "./for-each-tenant";
import type { ScheduledTask } from "./scheduled-task";

/**
 * Makes the trends of every day anew whose agents' figures changed since they were made. Says how many trends that were.
 * @throws Error when tenants failed, after the others have had their turn.
 */
export const refreshTrends: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ tenant: string }>(
      "SELECT tenant FROM list_tenants_with_stale_trends() AS stale (tenant)",
    );
    return rows;
  });
  return forEachTenant(tenants, tools, ({ tenant }) =>
    ctx.db.job(async (tx) => {
      const { rows } = await tx.query<{ made: number }>("SELECT refresh_stale_trends($1) AS made", [tenant]);
      return rows[0]?.made ?? 0;
    }),
  );
};
