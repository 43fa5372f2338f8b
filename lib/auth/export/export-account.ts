import type { Context } from "@/lib/db/context";
import { limitRate } from "@/lib/db/rate-limit";
import { requirePermission } from "@/lib/db/require-permission";
import type { Snapshot } from "@/lib/db/snapshot";
import { requestLogger } from "@/lib/platform/logger";
import { rateOf } from "../rates";
import { writeArchive } from "./write-archive";

/**
 * A ZIP of everything that is the signed-in person's, as it is at this moment, streamed as fast as it is taken.
 * @throws AppError RATE_LIMITED after three within an hour, and while too many export; UNAVAILABLE when the database gives no connection.
 */
export async function exportAccount(ctx: Context): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { userId, timezone } = requirePermission(ctx, "account.export");
  // Of the few exports of an hour none is counted that gets no place.
  const snapshot = await ctx.db.snapshot(userId);
  try {
    await limitRate(ctx.db, rateOf("export by account", userId));
  } catch (error) {
    await snapshot.close();
    throw error;
  }
  const pieces = writeArchive(snapshot.tx, { userId, timezone, at: ctx.clock.now() });
  return streamOf(pieces, snapshot, ctx.requestId);
}

/** Reads on only when the client has taken what there is; whoever goes away ends the reading. A failure breaks the connection. */
function streamOf(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>, snapshot: Snapshot, requestId: string) {
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
          requestLogger(requestId).error({ err: error, file: "account" }, "An export broke off");
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
