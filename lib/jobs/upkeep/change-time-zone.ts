import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { callFunction } from "@/lib/db/call-function";

const Request = z.object({ userId: z.uuid(), timezone: z.string() });

/**
 * Changes the zone of the tenant that requested it by `request_time_zone`, and moves its calls and rollups; returns 1 if it changed, else
 * 0.
 */
export async function changeTimeZone(ctx: Pick<Context, "db">, payload: unknown): Promise<number> {
  const { userId, timezone } = Request.parse(payload);
  const hasMoved = await ctx.db.job((tx) => callFunction(tx, "change_time_zone", { tenant: userId, zone: timezone }));
  return hasMoved ? 1 : 0;
}
