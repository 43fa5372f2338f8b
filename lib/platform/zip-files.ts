import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A file of an archive. Its content is read to its end before the next file is asked for. */
export type ZippedFile = { name: string; content: AsyncIterable<string> };

/**
 * A ZIP of files of any size, each compressed as it is read and given on as it is taken: memory holds a few pieces of one. Stopping early
 * ends the reading.
 * @throws what reading a file throws.
 */
export async function* zipFiles(
  files: AsyncIterable<ZippedFile>,
  modifiedAt: Date,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  const archive = zip.outputStream.pipe(new PassThrough());
  const stopped = new AbortController();
  zip.on("error", (error: Error) => archive.destroy(error));
  const filling = fill(zip, files, { modifiedAt, signal: stopped.signal }).catch((error: Error) =>
    archive.destroy(error),
  );
  try {
    for await (const chunk of archive) yield new Uint8Array(chunk);
  } finally {
    stopped.abort();
    await filling;
  }
}

type Filling = { modifiedAt: Date; signal: AbortSignal };

async function fill(zip: ZipFile, files: AsyncIterable<ZippedFile>, { modifiedAt, signal }: Filling): Promise<void> {
  for await (const { name, content } of files) {
    const source = Readable.from(content, { objectMode: false, signal });
    zip.addReadStream(source, name, { mtime: modifiedAt });
    // It closes when it is read to its end, and when it or its reader has failed.
    await once(source, "close").catch(() => {});
    if (signal.aborted) return;
    if (source.errored) throw source.errored;
  }
  zip.end();
}
