import type { Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { AppError } from "@/lib/platform/errors";
import { networkOf } from "./network-of";
import { rateOf } from "./rates";

type Name = Parameters<typeof rateOf>[0];

/**
 * Counts a request of the client's network address.
 * @throws AppError RATE_LIMITED beyond the limit.
 */
export async function limitClient(ctx: Pick<Context, "db" | "client">, name: Name): Promise<void> {
  if (ctx.client?.ipAddress) await limitRate(ctx.db, rateOf(name, networkOf(ctx.client.ipAddress)));
}

/** Counts a request for an address; false beyond the limit, which the client must not be able to detect. */
export async function isWithinLimit(ctx: Pick<Context, "db">, name: Name, email: string): Promise<boolean> {
  try {
    await limitRate(ctx.db, rateOf(name, email));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "RATE_LIMITED") return false;
    throw error;
  }
}
