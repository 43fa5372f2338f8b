import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes requests for a new password older than 7 days. */
export const cleanPasswordResetAttempts: ScheduledTask = (ctx) =>
  removeInBatches(ctx, "cleanup_old_password_reset_attempts");
