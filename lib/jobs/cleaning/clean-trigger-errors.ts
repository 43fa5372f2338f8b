import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes failures of triggers older than 7 days. */
export const cleanTriggerErrors: ScheduledTask = (ctx) => removeInBatches(ctx, "cleanup_trigger_error_log");
