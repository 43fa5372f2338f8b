import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { renewedVisitor, type TenantContext, type Visitor } from "@/lib/auth/require-tenant-context";
import { isUnavailable } from "@/lib/db/pg-errors";
import type { ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { requestLogger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";

type Fields = Readonly<Record<string, string | undefined>>;

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
  const requestId = requestIdFrom(await headers());
  try {
    const { state, ctx } = await renewedVisitor();
    if (!ctx || !states.includes(state)) {
      throw new AppError(
        "UNAUTHENTICATED",
        "You are signed out, or in already. Reload the page to see how things are.",
      );
    }
    return { ok: true, data: await verb(ctx, readFields(data, fields)) };
  } catch (error) {
    unstable_rethrow(error);
    return refusal(error, requestId);
  }
}

function readFields(data: unknown, fields: readonly string[]): Fields {
  const form = data instanceof FormData ? data : new FormData();
  return Object.fromEntries(
    fields.map((name) => {
      const value = form.get(name);
      return [name, typeof value === "string" ? value : undefined];
    }),
  );
}

function refusal(error: unknown, requestId: string): ActionResult<never> {
  if (error instanceof AppError && error.status < 500)
    return { ok: false, code: error.code, message: error.message, fields: error.fields };
  requestLogger(requestId).error({ err: error }, "An action failed");
  if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
  if (isUnavailable(error))
    return { ok: false, code: "UNAVAILABLE", message: "That did not work just now. Try again in a moment." };
  const message = `Something went wrong on our side and nothing was changed. Tell support this number: ${requestId}`;
  return { ok: false, code: "INTERNAL", message };
}
