import type { Context } from "@/lib/access/context";
import { held } from "./finish-events";

/**
 * Makes every held event pending again and requests processing of the inbox; an event whose tenant's zone is still changing is held again.
 */
export async function releaseHeldEvents(ctx: Pick<Context, "db">): Promise<void> {
  await ctx.db.ingest(async (tx) => {
    await tx.query(
      "UPDATE webhook_events SET status = 'pending', reason = NULL, detail = NULL WHERE status = $1 AND reason = $2",
      [held.status, held.reason],
    );
    await tx.query("SELECT wake_ingestion()");
  });
}
