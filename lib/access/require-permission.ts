import { AppError } from "@/lib/platform/errors";
import type { Context, UserActor } from "./context";
import { type Permission, permissions } from "./permissions";

/**
 * The first line of a verb: checks the permission and returns the user whose rows the verb works on.
 * @throws AppError FORBIDDEN for a role that may not, and for a webhook or a job, which have no rows of their own.
 */
export function requirePermission(ctx: Pick<Context, "actor">, permission: Permission): UserActor {
  if (ctx.actor.kind !== "user") throw new AppError("FORBIDDEN", "Sign in to continue.");
  if (!permissions[ctx.actor.role].has(permission)) {
    throw new AppError("FORBIDDEN", "Your role does not allow this.");
  }
  return ctx.actor;
}
