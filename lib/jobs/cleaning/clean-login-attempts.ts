import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes sign-in attempts older than 30 days. */
export const cleanLoginAttempts: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_old_login_attempts");
