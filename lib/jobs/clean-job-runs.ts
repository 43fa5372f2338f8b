import { removeInBatches } from "./remove-in-batches";
import type { ScheduledTask } from "./scheduled-task";

/** Removes records of scheduled runs older than 30 days. */
export const cleanJobRuns: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_old_job_runs");
