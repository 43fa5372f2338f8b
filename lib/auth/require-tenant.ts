import type { Context } from "@/lib/db/context";
import { AppError } from "@/lib/platform/errors";

/**
 * The tenant whose data a verb may read, and the zone of its days.
 * @throws AppError FORBIDDEN for a webhook or a job, which have no tenant of their own.
 */
export function requireTenant(ctx: Pick<Context, "actor">): { userId: string; timezone: string } {
  if (ctx.actor.kind !== "user") throw new AppError("FORBIDDEN", "This needs somebody who is signed in.");
  return { userId: ctx.actor.userId, timezone: ctx.actor.timezone };
}
