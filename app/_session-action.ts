import "server-only";
import { renewedVisitor, type TenantContext, type Visitor } from "@/lib/auth/require-tenant-context";
import type { ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { type Fields, runAction } from "./_run-action";

type SessionAction<T> = {
  /** Of which sessions it is taken: of those that lack their second factor, only what brings it. */
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
    throw new AppError("UNAUTHENTICATED", "You are signed out, or in already. Reload the page to see how things are.");
  });
}
