import type { Context } from "@/lib/db/context";
import { AppError } from "@/lib/platform/errors";

const exportsMax = 3;
const hourMs = 3_600_000;

/** @throws AppError RATE_LIMITED for more than three exports of one account in an hour, counted across instances. */
export async function limitExports(ctx: Pick<Context, "db" | "clock">, userId: string): Promise<void> {
  const nowMs = ctx.clock.now().getTime();
  const { points, expire } = await ctx.db.auth(async (tx) => {
    const { rows } = await tx.query<{ points: number; expire: number }>(
      `INSERT INTO rate_limits AS r (key, points, expire) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET points = CASE WHEN r.expire > $3 THEN r.points + 1 ELSE 1 END,
         expire = CASE WHEN r.expire > $3 THEN r.expire ELSE excluded.expire END
       RETURNING points, expire`,
      [`export:${userId}`, nowMs + hourMs, nowMs],
    );
    return rows[0] ?? { points: 1, expire: nowMs };
  });
  if (points <= exportsMax) return;
  const minutes = Math.max(1, Math.ceil((expire - nowMs) / 60_000));
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  throw new AppError("RATE_LIMITED", `Your data can be exported three times an hour. Try again in ${wait}.`);
}
