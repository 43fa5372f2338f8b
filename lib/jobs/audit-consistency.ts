import { forEachTenant } from "./for-each-tenant";
import type { ScheduledTask } from "./scheduled-task";
import { storeFindings } from "./store-findings";

/**
 * Looks for contradictions in every tenant's data, a transaction a tenant, and stores what it finds. A tenant that is gone is looked
 * at while a finding stands against it. Says how many findings stand.
 * @throws Error when tenants could not be audited, after the others have been.
 */
export const auditConsistency: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ tenant: string }>(
      `SELECT tenant FROM list_tenants() AS listed (tenant)
       UNION
       SELECT tenant_id FROM audit_findings WHERE audit = 'consistency' AND resolved_at IS NULL AND tenant_id IS NOT NULL
       ORDER BY 1`,
    );
    return rows;
  });
  return forEachTenant(tenants, tools, ({ tenant }) => storeFindings(ctx, "consistency", tenant));
};
