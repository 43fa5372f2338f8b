import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import type { Transaction } from "@/lib/db/transaction";
import { forEachTenant } from "../for-each-tenant";
import type { ScheduledTask } from "../scheduled-task";
import { rebuildDays } from "./rebuild-days";
import { storeFindings } from "./store-findings";
import { tenantsWithFindings } from "./tenants-with-findings";

/**
 * Rebuilds, for every tenant with an open finding of the consistency audit, the days whose metrics differ from its calls, and audits the
 * tenant again, so that repaired findings are resolved. A KPI summary that is wrong without being marked stale is refreshed first. Returns
 * how many ranges of days were rebuilt.
 * @throws Error when tenants failed, after the others have been repaired.
 */
export const repairRollups: ScheduledTask = async (ctx, tools) => {
  const tenants = await ctx.db.job(async (tx) => {
    if (await isSummaryWrong(tx)) await callFunction(tx, "scheduled_refresh_user_kpi_summary", { force: true });
    return tenantsWithFindings(tx.kysely).orderBy("tenant").execute();
  });
  return forEachTenant(tenants, tools, async ({ tenant }) => {
    const ranges = await ctx.db.job(({ kysely }) =>
      kysely
        .selectFrom(functionRows("list_days_to_repair", { tenant }))
        .select(["first_day as firstDay", "last_day as lastDay"])
        .execute(),
    );
    for (const range of ranges) await rebuildDays(ctx, { tenant, ...range });
    await storeFindings(ctx, "consistency", tenant);
    return ranges.length;
  });
};

async function isSummaryWrong({ prisma }: Transaction): Promise<boolean> {
  const finding = await prisma.auditFinding.findFirst({
    where: { tableName: "user_kpi_summary", audit: "consistency", resolvedAt: null },
    select: { id: true },
  });
  return finding !== null;
}
