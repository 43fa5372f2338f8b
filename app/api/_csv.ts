import "server-only";
import { csvByteOrderMark, csvLine } from "@/lib/platform/csv/csv";
import { requestLogger } from "@/lib/platform/logger";

export type CsvFile = {
  /** Without its ending. */
  name: string;
  header: readonly string[];
  /** The lines, page by page; each page is read when the client has received the one before the last. */
  pages: AsyncIterable<readonly (readonly unknown[])[]>;
};

export type Reading = {
  /** Aborted when the client has gone. */
  signal: AbortSignal;
  requestId: string;
  /** Gives back what the pages are read from. */
  close(): Promise<void>;
};

/**
 * A CSV download that is read about as fast as its client receives it. Its source is released as soon as the last page is read, and in any
 * case at the end. The first page is read before the response begins; a later failure resets the connection, so that a partial file is not
 * mistaken for a complete one.
 */
export async function csvAnswer({ name, header, pages }: CsvFile, reading: Reading): Promise<Response> {
  const encoder = new TextEncoder();
  const reader = pages[Symbol.asyncIterator]();
  const stop = async () => {
    await reader.return?.();
    await reading.close();
  };
  const read = async () => {
    const next = await reader.next();
    if (next.done) await stop();
    return next;
  };
  let ahead = await read().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(csvByteOrderMark + csvLine(header)));
      },
      async pull(controller) {
        if (ahead.done || reading.signal.aborted) {
          await stop();
          return controller.close();
        }
        const lines = ahead.value.map(csvLine).join("");
        try {
          ahead = await read();
        } catch (error) {
          await stop().catch(() => {});
          requestLogger(reading.requestId).error({ err: error, file: name }, "An export was interrupted");
          return controller.error(error);
        }
        controller.enqueue(encoder.encode(lines));
        if (ahead.done) controller.close();
      },
      async cancel() {
        await stop();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
