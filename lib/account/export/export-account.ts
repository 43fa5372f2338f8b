import type { Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { requirePermission } from "@/lib/access/require-permission";
import { rateOf } from "@/lib/auth/sign-in/rates";
import type { Snapshot } from "@/lib/db/snapshot";
import { requestLogger } from "@/lib/platform/logger";
import { writeArchive } from "./write-archive";

/**
 * A ZIP of all data of the signed-in user from one snapshot, streamed as fast as the client reads it.
 * @throws AppError RATE_LIMITED after three within an hour, and while too many export; UNAVAILABLE when the database gives no connection.
 */
export async function exportAccount(ctx: Context): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { userId, timezone } = requirePermission(ctx, "account.export");
  // An export that gets no slot does not count towards the hourly limit.
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

/** Reads with backpressure; a client that disconnects ends the reading. A failure destroys the connection. */
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
          requestLogger(requestId).error({ err: error, file: "account" }, "An export was interrupted");
          controller.error(error);
        }
      },
      async cancel() {
        // The read in progress ends first.
        await pieces.return(undefined).catch(() => {});
        await snapshot.close();
      },
    },
    { highWaterMark: 1 },
  );
}
