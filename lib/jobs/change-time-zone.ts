import { z } from "zod";
import { callFunction } from "@/lib/db/call-function";
import type { Context } from "@/lib/db/context";

const Request = z.object({ userId: z.uuid(), timezone: z.string() });

/** Gives the tenant that asked by `request_time_zone` its new zone, with which its calls and rollups move; 1 when it moved, else 0. */
export async function changeTimeZone(ctx: Pick<Context, "db">, payload: unknown): Promise<number> {
  const { userId, timezone } = Request.parse(payload);
  const hasMoved = await ctx.db.job((tx) => callFunction(tx, "change_time_zone", { tenant: userId, zone: timezone }));
  return hasMoved ? 1 : 0;
}
