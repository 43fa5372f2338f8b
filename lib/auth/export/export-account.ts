import type { Context } from "@/lib/db/context";
import { isUnavailable } from "@/lib/db/pg-errors";
import { limitRate } from "@/lib/db/rate-limit";
import { requirePermission } from "@/lib/db/require-permission";
import type { Snapshot } from "@/lib/db/snapshot";
import { AppError } from "@/lib/platform/errors";
import { rateOf } from "../rates";
import { writeArchive } from "./write-archive";

/**
 * A ZIP of everything that is the signed-in person's, as it is at this moment, streamed as fast as it is taken.
 * @throws AppError RATE_LIMITED after three within an hour, UNAVAILABLE while too many others export.
 */
export async function exportAccount(ctx: Context): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { userId, timezone } = requirePermission(ctx, "account.export");
  await limitRate(ctx.db, rateOf("export by account", userId));
  const snapshot = await ctx.db.snapshot(userId).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
    const message = "Others are exporting their data just now. Try again in a few minutes.";
    throw new AppError("UNAVAILABLE", message, { cause: error });
  });
  return streamOf(writeArchive(snapshot.tx, { userId, timezone, at: ctx.clock.now() }), snapshot);
}

/** Reads on only when the client has taken what there is; whoever goes away ends the reading. */
function streamOf(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>, snapshot: Snapshot) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const next = await pieces.next();
          if (!next.done) return controller.enqueue(next.value);
          await snapshot.close();
          controller.close();
        } catch (error) {
          await snapshot.close();
          controller.error(error);
        }
      },
      async cancel() {
        // What is being read right now comes to its end first.
        await pieces.return(undefined).catch(() => {});
        await snapshot.close();
      },
    },
    { highWaterMark: 1 },
  );
}
