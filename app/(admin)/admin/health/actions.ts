"use server";

import { replaySetAside } from "@/lib/admin/health/replay-set-aside";
import { runTask } from "@/lib/admin/health/run-task";
import { settleFailedJob } from "@/lib/admin/health/settle-failed-job";
import { adminAction } from "../../../_admin-action";

export async function replay(data: FormData) {
  return adminAction(data, {
    permission: "event.replay",
    fields: ["eventId", "cause", "reason"],
    verb: replaySetAside,
  });
}

export async function startTask(data: FormData) {
  return adminAction(data, { permission: "job.run", fields: ["task", "reason"], verb: runTask });
}

export async function retryJob(data: FormData) {
  return adminAction(data, {
    permission: "job.run",
    fields: ["job", "reason"],
    verb: (ctx, input) => settleFailedJob(ctx, { ...input, isRetry: true }),
  });
}

export async function cancelJob(data: FormData) {
  return adminAction(data, {
    permission: "job.run",
    fields: ["job", "reason"],
    verb: (ctx, input) => settleFailedJob(ctx, { ...input, isRetry: false }),
  });
}
