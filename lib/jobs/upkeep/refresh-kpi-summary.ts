import { callFunction } from "@/lib/db/call-function";
import type { ScheduledTask } from "../scheduled-task";

/** Refreshes the KPI summary when it is stale and its interval has passed; 1 when it was refreshed, else 0. */
export const refreshKpiSummary: ScheduledTask = (ctx) =>
  ctx.db.job(async (tx) => {
    const result = await callFunction(tx, "scheduled_refresh_user_kpi_summary", { force: false });
    return result === "refreshed" ? 1 : 0;
  });
