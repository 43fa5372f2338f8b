import { Zip, ZipDeflate } from "fflate";

const pieceChars = 32 * 1024;
/** Beyond it a ZIP needs a form of its directory that this writer does not know. */
const archiveBytesMax = 0xffff_0000;

/** An archive that is written from front to back, a file after another, and taken piece by piece. */
export type ZipWriter = {
  begin(name: string): void;
  /** Resolves when others have had their turn: compressing takes the thread that answers everybody. */
  write(text: string): Promise<void>;
  /** Bytes of the file that is being written, before they are compressed. */
  fileBytes(): number;
  /** Ends the file. */
  end(): void;
  /** Ends the archive. */
  finish(): void;
  /** What has come out since this was last called. */
  take(): Uint8Array<ArrayBuffer>[];
};

/** @throws Error from `write` and `end` when the archive grows beyond 4 GB. */
export function createZipWriter(modifiedAt: Date): ZipWriter {
  const encoder = new TextEncoder();
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let archiveBytes = 0;
  let fileBytes = 0;
  let failure: Error | undefined;
  let file: ZipDeflate | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else if (chunk.byteLength > 0) chunks.push(new Uint8Array(chunk));
    archiveBytes += chunk?.byteLength ?? 0;
    if (archiveBytes > archiveBytesMax) failure ??= new Error("The archive is larger than 4 GB.");
  });
  const push = (bytes: Uint8Array, isLast: boolean) => {
    if (!file) throw new TypeError("No file has been begun.");
    file.push(bytes, isLast);
    if (failure) throw failure;
  };
  return {
    begin(name) {
      fileBytes = 0;
      file = new ZipDeflate(name, { level: 6 });
      file.mtime = modifiedAt;
      zip.add(file);
    },
    async write(text) {
      for (let at = 0; at < text.length; ) {
        const end = endOfPiece(text, at);
        const bytes = encoder.encode(text.slice(at, end));
        fileBytes += bytes.byteLength;
        push(bytes, false);
        await new Promise((resolve) => setImmediate(resolve));
        at = end;
      }
    },
    fileBytes: () => fileBytes,
    end() {
      push(new Uint8Array(0), true);
      file = undefined;
    },
    finish: () => zip.end(),
    take() {
      const taken = chunks;
      chunks = [];
      return taken;
    },
  };
}

/** The two halves of a character beyond the first 65,536 stay together. */
function endOfPiece(text: string, start: number): number {
  const end = start + pieceChars;
  const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
  return end < text.length && isHigh(text.charCodeAt(end - 1)) ? end + 1 : Math.min(end, text.length);
}
