import type { Context } from "@/lib/db/context";

/** Whether a session whose bearer was signed in a while ago still lasts, whatever became of its tokens since. */
export async function isSessionOpen(ctx: Pick<Context, "db" | "clock">, sessionId: string): Promise<boolean> {
  const { rowCount } = await ctx.db.auth((tx) =>
    tx.query(
      `SELECT FROM user_sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = $1 AND s.is_active AND s.expires_at > $2::timestamptz AND u.is_active`,
      [sessionId, ctx.clock.now()],
    ),
  );
  return rowCount === 1;
}
