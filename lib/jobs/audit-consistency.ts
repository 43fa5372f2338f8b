import { functionRows } from "@/lib/db/function-rows";
import { forEachTenant } from "./for-each-tenant";
import type { ScheduledTask } from "./scheduled-task";
import { storeFindings } from "./store-findings";
import { tenantsWithFindings } from "./tenants-with-findings";

/**
 * Looks for contradictions in every tenant's data, a transaction a tenant, and stores what it finds. A tenant that is gone is looked
 * at while a finding stands against it. Says how many findings stand.
 * @throws Error when tenants could not be audited, after the others have been.
 */
export const auditConsistency: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(({ kysely }) =>
    kysely
      .selectFrom(functionRows("list_tenants", {}))
      .select("tenant")
      .union(tenantsWithFindings(kysely))
      .orderBy("tenant")
      .execute(),
  );
  return forEachTenant(tenants, tools, ({ tenant }) => storeFindings(ctx, "consistency", tenant));
};
