import "server-only";
import { csvByteOrderMark, csvLine } from "@/lib/platform/csv";

export type CsvFile = {
  /** Without its ending. */
  name: string;
  header: readonly string[];
  /** The lines, page by page; each page is asked for when the client has taken the one before. */
  pages: AsyncIterable<readonly (readonly unknown[])[]>;
  /** Aborted when the client has gone. */
  signal: AbortSignal;
};

/** A CSV download that is read as fast as its client takes it, and no faster. What was opened to read it is closed in any case. */
export function csvAnswer({ name, header, pages, signal }: CsvFile): Response {
  const encoder = new TextEncoder();
  const reader = pages[Symbol.asyncIterator]();
  const stop = () => reader.return?.();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(csvByteOrderMark + csvLine(header)));
      },
      async pull(controller) {
        const { done, value } = await reader.next();
        if (done || signal.aborted) {
          await stop();
          controller.close();
        } else controller.enqueue(encoder.encode(value.map(csvLine).join("")));
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
