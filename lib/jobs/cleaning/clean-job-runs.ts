import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes records of scheduled runs older than 30 days. */
export const cleanJobRuns: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_old_job_runs");
