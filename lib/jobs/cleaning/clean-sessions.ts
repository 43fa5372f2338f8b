import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes sessions that have expired and can no longer be refreshed. */
export const cleanSessions: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_expired_sessions");
