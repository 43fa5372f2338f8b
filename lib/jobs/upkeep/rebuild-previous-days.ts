import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import { addDays } from "@/lib/platform/date-range/days";
import { forEachTenant } from "../for-each-tenant";
import type { ScheduledTask } from "../scheduled-task";

const taskName = "rebuild-previous-days";

/**
 * Rebuilds the days of every active tenant that have ended in its zone since the last run that reached all tenants: rollups, caches,
 * targets and trends. One transaction per tenant and day, so that no writer waits for another tenant. Returns the number of tenants.
 * @throws Error when tenants failed, after the others have been rebuilt.
 */
export const rebuildPreviousDays: ScheduledTask = async (ctx, tools) => {
  const days = await ctx.db.job(({ kysely }) => {
    const lastWhole = kysely
      .selectFrom("job_runs")
      .select((run) => run.fn.max("started_at").as("at"))
      .where("task", "=", taskName)
      .where("finished_at", "is not", null)
      .where("error", "is", null);
    return kysely
      .selectFrom(functionRows("list_previous_days", { since: lastWhole }))
      .select(["tenant", "first_day as firstDay", "last_day as lastDay"])
      .execute();
  });
  return forEachTenant(days, tools, async ({ tenant, firstDay, lastDay }) => {
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
      await ctx.db.job((tx) => callFunction(tx, "batch_calculate_call_analytics", { day, only_tenant: tenant }));
    }
    return 1;
  });
};
