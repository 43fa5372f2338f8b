import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { Reason } from "../users/account-action";
import { refusedByDatabase } from "../users/refused-by-database";
import { taskLabels, taskNames } from "./tasks";

const RunTaskInput = z.object({ task: z.enum(taskNames, "There is no such task."), reason: Reason });

/**
 * Has a scheduled task run now, once however often it is asked for before it begins.
 * @throws AppError FORBIDDEN for other roles, BAD_REQUEST for an unknown task, CONFLICT while no process has ever scheduled it.
 */
export async function runTask(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "job.run");
  const { task, reason } = parseInput(RunTaskInput, input);
  const change = ctx.db.admin(async (tx) => {
    const isQueued = await callFunction(tx, "run_task", {
      acting_user: ctx.actor.userId,
      task,
      queue: taskLabels[task].queue,
    });
    if (!isQueued) throw new AppError("CONFLICT", "No job process has started yet, so nothing would run this.");
    await logAdminAction(tx, ctx, { action: "job.run", resourceType: "jobs", resourceId: task, details: { reason } });
  });
  await change.catch(refusedByDatabase);
}
