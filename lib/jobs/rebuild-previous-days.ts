import { addDays } from "@/lib/platform/date-range/days";
import { forEachTenant } from "./for-each-tenant";
import type { TenantDays } from "./rebuild-days";
import type { ScheduledTask } from "./scheduled-task";

const taskName = "rebuild-previous-days";

/**
 * Counts every active tenant's days anew that have ended in its zone since the last run that reached all tenants: rollups, caches,
 * targets and trends. One transaction a tenant and day, so that no writer waits for another tenant's. Says how many tenants that were.
 * @throws Error when tenants failed, after the others have been rebuilt.
 */
export const rebuildPreviousDays: ScheduledTask = async (ctx, tools) => {
  const days = await ctx.db.job(async (tx) => {
    const { rows } = await tx.query<TenantDays>(
      `SELECT tenant, first_day AS "firstDay", last_day AS "lastDay" FROM list_previous_days((
         SELECT max(started_at) FROM job_runs WHERE task = $1 AND finished_at IS NOT NULL AND error IS NULL))`,
      [taskName],
    );
    return rows;
  });
  return forEachTenant(days, tools, async ({ tenant, firstDay, lastDay }) => {
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
      await ctx.db.job((tx) => tx.query("SELECT batch_calculate_call_analytics($1::date, $2)", [day, tenant]));
    }
    return 1;
  });
};
