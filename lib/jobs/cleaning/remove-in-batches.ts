import type { Context } from "@/lib/access/context";
import { callFunction } from "@/lib/db/call-function";

type CleanUp =
  | "cleanup_expired_sessions"
  | "cleanup_expired_dashboard_cache"
  | "cleanup_expired_rate_limits"
  | "cleanup_deleted_contacts"
  | "cleanup_old_login_attempts"
  | "cleanup_old_password_reset_attempts"
  | "cleanup_old_job_runs"
  | "cleanup_trigger_error_log";

const rowsMax = 10_000;

/** Calls a clean-up function of the database, one transaction per batch, until nothing is left; returns how many rows were deleted. */
export async function removeInBatches(ctx: Pick<Context, "db">, cleanUp: CleanUp): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await ctx.db.job((tx) => callFunction(tx, cleanUp, { rows_max: rowsMax }));
    total += removed;
    if (removed < rowsMax) return total;
  }
}
