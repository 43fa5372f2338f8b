import "server-only";
import { headers } from "next/headers";
import { clientOf } from "@/lib/auth/client-of";
import { findTenantContext } from "@/lib/auth/require-tenant-context";
import type { Actor, Context } from "@/lib/db/context";
import { getDatabase } from "@/lib/db/get-database";
import { isUnavailable } from "@/lib/db/pg-errors";
import type { ActionResult } from "@/lib/platform/action-result";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { requestLogger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";

/** Of somebody who need not be signed in, and may be. */
export type PublicContext = Omit<Context, "actor"> & { actor?: Actor };

/**
 * A server action that anybody may call: builds the context, reads the named fields of the form, and turns errors into sentences.
 * @param fields the only ones that the verb is given; what is missing or a file is undefined there.
 */
export async function publicAction<T>(
  data: unknown,
  fields: readonly string[],
  verb: (ctx: PublicContext, input: Readonly<Record<string, string | undefined>>) => Promise<T>,
): Promise<ActionResult<T>> {
  const sent = await headers();
  const requestId = requestIdFrom(sent);
  try {
    const ctx = await findTenantContext();
    const client = clientOf(Object.fromEntries(sent));
    const stranger = { db: getDatabase(), clock: systemClock, requestId, client };
    return { ok: true, data: await verb(ctx ? { ...ctx, client } : stranger, readFields(data, fields)) };
  } catch (error) {
    return refusal(error, requestId);
  }
}

function readFields(data: unknown, fields: readonly string[]): Record<string, string | undefined> {
  const form = data instanceof FormData ? data : new FormData();
  return Object.fromEntries(
    fields.map((name) => {
      const value = form.get(name);
      return [name, typeof value === "string" ? value : undefined];
    }),
  );
}

function refusal(error: unknown, requestId: string): ActionResult<never> {
  if (error instanceof AppError && error.status < 500) {
    return { ok: false, code: error.code, message: error.message, fields: error.fields };
  }
  requestLogger(requestId).error({ err: error }, "An action failed");
  if (isUnavailable(error)) {
    const message = "That did not work just now. What you typed is kept: try again in a moment.";
    return { ok: false, code: "UNAVAILABLE", message };
  }
  const message = `Something went wrong on our side and nothing was changed. Tell support this number: ${requestId}`;
  return { ok: false, code: "INTERNAL", message };
}
