import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { randomId } from "@/lib/platform/ids";

/** Bytes of a body that is still arriving, on disk. */
export type SpoolFile = {
  append(piece: Uint8Array): Promise<void>;
  /** Everything that was appended, from the beginning. */
  read(): AsyncIterable<Uint8Array>;
  /** Frees the space. */
  close(): Promise<void>;
};

/**
 * Opens a file that is already unlinked when this resolves: the system frees its space when it is closed or the process ends, so that
 * nothing has to be cleaned up after a kill.
 */
export async function openSpoolFile(folder: string): Promise<SpoolFile> {
  await mkdir(folder, { recursive: true });
  const name = path.join(folder, `${randomId()}.part`);
  const handle = await open(name, "wx+", 0o600);
  try {
    await rm(name, { force: true });
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    append: (piece) => handle.appendFile(piece),
    read: () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 }),
    close: () => handle.close(),
  };
}
