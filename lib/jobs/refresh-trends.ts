import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import { forEachTenant } from "./for-each-tenant";
import type { ScheduledTask } from "./scheduled-task";

/**
 * Makes the trends of every day anew whose agents' figures changed since they were made. Says how many trends that were.
 * @throws Error when tenants failed, after the others have had their turn.
 */
export const refreshTrends: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(({ kysely }) =>
    kysely.selectFrom(functionRows("list_tenants_with_stale_trends", {})).select("tenant").execute(),
  );
  return forEachTenant(tenants, tools, ({ tenant }) =>
    ctx.db.job((tx) => callFunction(tx, "refresh_stale_trends", { tenant })),
  );
};
