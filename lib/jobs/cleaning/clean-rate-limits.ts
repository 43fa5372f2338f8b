import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes counts of tries whose window has ended. */
export const cleanRateLimits: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_expired_rate_limits");
