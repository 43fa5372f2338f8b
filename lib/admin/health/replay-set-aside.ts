import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { Reason } from "../users/account-action";
import { refusedByDatabase } from "../users/refused-by-database";

const ReplaySetAsideInput = z
  .object({
    eventId: z.uuid("There is no such event.").optional(),
    cause: z
      .string()
      .regex(/^[a-z0-9_]{1,64}$/, "There is no such reason.")
      .optional(),
    reason: Reason,
  })
  .refine(({ eventId, cause }) => (eventId === undefined) !== (cause === undefined), {
    path: ["eventId"],
    message: "Say which events: one, or those of a reason.",
  });

/**
 * Has one event that was set aside, or all that were for a reason, read again by a job: what they say becomes calls if nothing stands in the way
 * any more, and nothing is charged twice.
 * @returns how many events are read.
 * @throws AppError FORBIDDEN for other roles, NOT_FOUND when none is set aside.
 */
export async function replaySetAside(ctx: Context<UserActor>, input: unknown): Promise<{ events: number }> {
  requirePermission(ctx, "event.replay");
  const { eventId, cause, reason } = parseInput(ReplaySetAsideInput, input);
  const change = ctx.db.admin(async (tx) => {
    const events = await callFunction(tx, "replay_set_aside", {
      acting_user: ctx.actor.userId,
      of_event: eventId ?? null,
      of_reason: cause ?? null,
    });
    if (Number(events) === 0) throw new AppError("NOT_FOUND", "No such event is set aside any more.");
    await logAdminAction(tx, ctx, {
      action: "event.replay",
      resourceType: "webhook_events",
      resourceId: eventId ?? cause ?? "",
      details: { events: Number(events), ...(cause && { cause }), reason },
    });
    return { events: Number(events) };
  });
  return change.catch(refusedByDatabase);
}
