import { removeInBatches } from "./remove-in-batches";
import type { ScheduledTask } from "./scheduled-task";

/** Removes sign-in attempts older than 30 days. */
export const cleanLoginAttempts: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_old_login_attempts");
