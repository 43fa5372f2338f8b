import { z } from "zod";
import type { Context } from "@/lib/db/context";

const Request = z.object({ userId: z.uuid(), timezone: z.string() });

/** Gives the tenant that asked by `request_time_zone` its new zone, with which its calls and rollups move; 1 when it moved, else 0. */
export async function changeTimeZone(ctx: Pick<Context, "db">, payload: unknown): Promise<number> {
  const { userId, timezone } = Request.parse(payload);
  return ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ moved: boolean }>("SELECT change_time_zone($1, $2) AS moved", [userId, timezone]);
    return rows[0]?.moved ? 1 : 0;
  });
}
