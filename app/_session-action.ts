import "server-only";
import { renewedVisitor } from "@/app/_tenant-context";
import type { TenantContext } from "@/lib/access/context";
import type { Visitor } from "@/lib/auth/sessions/resolve-session";
import type { ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { type Fields, runAction } from "./_run-action";

type SessionAction<T> = {
  /** The session states that may call it; sessions without their second factor may only call actions that provide it. */
  states: readonly Visitor["state"][];
  /** The only fields of the form that the verb is given. */
  fields: readonly string[];
  verb: (ctx: TenantContext, input: Fields) => Promise<T>;
};

/** A server action of a session that may not be signed in yet. */
export async function sessionAction<T>(
  data: unknown,
  { states, fields, verb }: SessionAction<T>,
): Promise<ActionResult<T>> {
  return runAction(data, fields, async (input) => {
    const { state, ctx } = await renewedVisitor();
    if (ctx && states.includes(state)) return verb(ctx, input);
    throw new AppError("UNAUTHENTICATED", "You were signed in or out in another tab. Reload the page.");
  });
}
