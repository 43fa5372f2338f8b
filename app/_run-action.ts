import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { isUnavailable } from "@/lib/db/pg-errors";
import type { ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { logRefusal, requestLogger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";

/** What a form's fields hold; one that is missing or a file is undefined. */
export type Fields = Readonly<Record<string, string | undefined>>;

/**
 * The body of every server action: reads the named fields of the form, and turns every error into a sentence that reveals neither internals
 * nor typed input.
 */
export async function runAction<T>(
  data: unknown,
  fields: readonly string[],
  work: (input: Fields) => Promise<T>,
): Promise<ActionResult<T>> {
  const requestId = requestIdFrom(await headers());
  try {
    return { ok: true, data: await work(readFields(data, fields)) };
  } catch (error) {
    // A redirect or a "not found" thrown by the verb is not a failure.
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
  if (error instanceof AppError && error.status < 500) {
    logRefusal(error, requestId);
    return { ok: false, code: error.code, message: error.message, fields: error.fields };
  }
  requestLogger(requestId).error({ err: error }, "An action failed");
  if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
  if (isUnavailable(error)) {
    const message = "That did not work. Your input was kept: try again in a moment.";
    return { ok: false, code: "UNAVAILABLE", message };
  }
  const message = `Something went wrong on our side and nothing was changed. Give support this ID: ${requestId}`;
  return { ok: false, code: "INTERNAL", message };
}
