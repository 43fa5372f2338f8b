import "server-only";
import { headers } from "next/headers";
import { findTenantContext } from "@/app/_tenant-context";
import type { Actor, Context } from "@/lib/access/context";
import { clientOf } from "@/lib/auth/sign-in/client-of";
import { getDatabase } from "@/lib/db/get-database";
import type { ActionResult } from "@/lib/platform/action-result";
import { systemClock } from "@/lib/platform/clock";
import { requestIdFrom } from "@/lib/platform/request-id";
import { type Fields, runAction } from "./_run-action";

/** Of somebody who need not be signed in, and may be. */
export type PublicContext = Omit<Context, "actor"> & { actor?: Actor };

/**
 * A server action that anybody may call.
 * @param fields the only ones of the form that the verb is given.
 */
export async function publicAction<T>(
  data: unknown,
  fields: readonly string[],
  verb: (ctx: PublicContext, input: Fields) => Promise<T>,
): Promise<ActionResult<T>> {
  return runAction(data, fields, async (input) => verb((await findTenantContext()) ?? (await stranger()), input));
}

async function stranger(): Promise<PublicContext> {
  const sent = await headers();
  const client = clientOf(Object.fromEntries(sent));
  return { db: getDatabase(), clock: systemClock, requestId: requestIdFrom(sent), client };
}
