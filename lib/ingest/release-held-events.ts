import type { Context } from "@/lib/db/context";
import { held } from "./finish-events";

/** Makes every held event pending again and asks for the inbox to be processed; one whose tenant's zone still changes is held once more. */
export async function releaseHeldEvents(ctx: Pick<Context, "db">): Promise<void> {
  await ctx.db.ingest(async (tx) => {
    await tx.query(
      "UPDATE webhook_events SET status = 'pending', reason = NULL, detail = NULL WHERE status = $1 AND reason = $2",
      [held.status, held.reason],
    );
    await tx.query("SELECT wake_ingestion()");
  });
}
