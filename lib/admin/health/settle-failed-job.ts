import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { Reason } from "../users/account-action";
import { refusedByDatabase } from "../users/refused-by-database";

const SettleFailedJobInput = z.object({
  job: z.coerce.number("There is no such job.").int().positive().max(Number.MAX_SAFE_INTEGER),
  /** Whether it is tried again; otherwise it is removed. */
  isRetry: z.boolean(),
  reason: Reason,
});

/**
 * Has a job that was given up tried again, or removes it.
 * @throws AppError FORBIDDEN for other roles, NOT_FOUND for a job that is gone or was not given up.
 */
export async function settleFailedJob(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "job.run");
  const { job, isRetry, reason } = parseInput(SettleFailedJobInput, input);
  const change = ctx.db.admin(async (tx) => {
    const task = await callFunction(tx, "settle_failed_job", { acting_user: ctx.actor.userId, job, again: isRetry });
    if (task === null) throw new AppError("NOT_FOUND", "This job is gone, or runs again already.");
    await logAdminAction(tx, ctx, {
      action: isRetry ? "job.retry" : "job.cancel",
      resourceType: "jobs",
      resourceId: task,
      details: { reason },
    });
  });
  await change.catch(refusedByDatabase);
}
