import { functionRows } from "@/lib/db/function-rows";
import { forEachTenant } from "../for-each-tenant";
import type { ScheduledTask } from "../scheduled-task";
import { storeFindings } from "./store-findings";
import { tenantsWithFindings } from "./tenants-with-findings";

/**
 * Audits the consistency of every tenant's data, one transaction per tenant, and stores the findings. A deleted tenant is audited while it
 * has an open finding. Returns the number of open findings.
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
