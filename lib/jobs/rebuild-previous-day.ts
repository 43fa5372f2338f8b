import type { ScheduledTask } from "./scheduled-task";

const rebuilds = [
  "rebuild_user_analytics",
  "rebuild_user_daily_analytics",
  "rebuild_call_analytics_cache",
  "rebuild_agent_targets",
  "rebuild_agent_performance_trends",
] as const;

/**
 * Counts every active tenant's day that ended last in its zone anew: rollups, caches, targets and trends. One transaction a
 * tenant, so that no writer waits for another tenant's. Says how many tenants that were.
 */
export const rebuildPreviousDay: ScheduledTask = async (ctx) => {
  const days = await ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ tenant: string; day: string }>("SELECT tenant, day FROM list_previous_days()");
    return rows;
  });
  for (const { tenant, day } of days) {
    await ctx.db.job(async (tx) => {
      for (const rebuild of rebuilds) await tx.query(`SELECT ${rebuild}($1, $2, $2)`, [tenant, day]);
    });
  }
  return days.length;
};
