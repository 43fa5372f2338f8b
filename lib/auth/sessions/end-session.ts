import type { Context } from "@/lib/access/context";
import { ended } from "./end-sessions";

/** Signs a session out for good; nothing happens when it has ended already. */
export async function endSession(ctx: Pick<Context, "db">, sessionId: string): Promise<void> {
  await ctx.db.auth((tx) =>
    tx.kysely
      .updateTable("user_sessions")
      .set(ended("signed_out"))
      .where("id", "=", sessionId)
      .where("is_active", "=", true)
      .execute(),
  );
}
