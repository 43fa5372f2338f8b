import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import { forEachTenant } from "../for-each-tenant";
import type { ScheduledTask } from "../scheduled-task";

/**
 * Recomputes the trends of every day whose agents' metrics have changed since. Returns the number of trends.
 * @throws Error when tenants failed, after all others are done.
 */
export const refreshTrends: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(({ kysely }) =>
    kysely.selectFrom(functionRows("list_tenants_with_stale_trends", {})).select("tenant").execute(),
  );
  return forEachTenant(tenants, tools, ({ tenant }) =>
    ctx.db.job((tx) => callFunction(tx, "refresh_stale_trends", { tenant })),
  );
};
