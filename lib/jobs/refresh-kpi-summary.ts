import type { ScheduledTask } from "./scheduled-task";

/** Refreshes the KPI summary when it is stale and its interval has passed; 1 when it was refreshed, else 0. */
export const refreshKpiSummary: ScheduledTask = (ctx) =>
  ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ result: string }>("SELECT scheduled_refresh_user_kpi_summary() AS result");
    return rows[0]?.result === "refreshed" ? 1 : 0;
  });
