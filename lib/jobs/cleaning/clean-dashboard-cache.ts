import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes cached dashboard data that has expired. */
export const cleanDashboardCache: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_expired_dashboard_cache");
