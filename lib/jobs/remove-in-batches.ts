import { callFunction } from "@/lib/db/call-function";
import type { Context } from "@/lib/db/context";

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

/** Calls a clean-up of the database, a transaction a batch, until nothing is left; returns how many rows went. */
export async function removeInBatches(ctx: Pick<Context, "db">, cleanUp: CleanUp): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await ctx.db.job((tx) => callFunction(tx, cleanUp, { rows_max: rowsMax }));
    total += removed;
    if (removed < rowsMax) return total;
  }
}
