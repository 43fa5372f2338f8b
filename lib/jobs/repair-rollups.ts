import { forEachTenant } from "./for-each-tenant";
import { rebuildDays } from "./rebuild-days";
import type { ScheduledTask } from "./scheduled-task";
import { storeFindings } from "./store-findings";

/**
 * Rebuilds, for every tenant against whom a finding of the consistency audit stands, the days whose figures differ from its calls, and
 * audits the tenant again, so that what was repaired is resolved. A KPI summary that is wrong and does not know is refreshed first.
 * Says how many ranges of days were rebuilt.
 * @throws Error when tenants failed, after the others have been repaired.
 */
export const repairRollups: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(async (tx) => {
    await tx.query(
      `SELECT scheduled_refresh_user_kpi_summary(true) WHERE EXISTS (
         SELECT FROM audit_findings WHERE table_name = 'user_kpi_summary' AND audit = 'consistency' AND resolved_at IS NULL)`,
    );
    const { rows } = await tx.query<{ tenant: string }>(
      `SELECT DISTINCT tenant_id AS tenant FROM audit_findings
       WHERE audit = 'consistency' AND resolved_at IS NULL AND tenant_id IS NOT NULL ORDER BY 1`,
    );
    return rows;
  });
  return forEachTenant(tenants, tools, async ({ tenant }) => {
    const ranges = await ctx.db.job(async (tx) => {
      const { rows } = await tx.query<{ firstDay: string; lastDay: string }>(
        'SELECT first_day AS "firstDay", last_day AS "lastDay" FROM list_days_to_repair($1)',
        [tenant],
      );
      return rows;
    });
    for (const range of ranges) await rebuildDays(ctx, { tenant, ...range });
    await storeFindings(ctx, "consistency", tenant);
    return ranges.length;
  });
};
