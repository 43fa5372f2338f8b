import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { requireTenantContext, type TenantContext } from "@/lib/auth/require-tenant-context";
import type { Permission } from "@/lib/db/permissions";
import { isUnavailable } from "@/lib/db/pg-errors";
import { requirePermission } from "@/lib/db/require-permission";
import type { ActionResult } from "@/lib/platform/action-result";
import { AppError } from "@/lib/platform/errors";
import { requestLogger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";

type Fields = Readonly<Record<string, string | undefined>>;

type TenantAction<T> = {
  /** What the verb asks for as well; asked before the form is read. */
  permission: Permission;
  /** The only fields of the form that the verb is given; one that is missing or a file is undefined there. */
  fields: readonly string[];
  verb: (ctx: TenantContext, input: Fields) => Promise<T>;
};

/** A server action of somebody who is signed in: every error becomes a sentence, and nothing that was typed comes back. */
export async function action<T>(
  data: unknown,
  { permission, fields, verb }: TenantAction<T>,
): Promise<ActionResult<T>> {
  const requestId = requestIdFrom(await headers());
  try {
    const ctx = await requireTenantContext();
    requirePermission(ctx, permission);
    return { ok: true, data: await verb(ctx, readFields(data, fields)) };
  } catch (error) {
    // A redirect or a missing page that the verb's caller asked for is no failure.
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
    return { ok: false, code: error.code, message: error.message, fields: error.fields };
  }
  requestLogger(requestId).error({ err: error }, "An action failed");
  if (isUnavailable(error)) {
    return { ok: false, code: "UNAVAILABLE", message: "That did not work just now. Try again in a moment." };
  }
  const message = `Something went wrong on our side and nothing was changed. Tell support this number: ${requestId}`;
  return { ok: false, code: "INTERNAL", message };
}
