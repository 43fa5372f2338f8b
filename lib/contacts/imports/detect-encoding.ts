export const fileEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type FileEncoding = (typeof fileEncodings)[number];

/** What a file's bytes may be, told piece by piece. */
export type EncodingDetector = { look(piece: Uint8Array): void; encoding(): FileEncoding };

const headBytes = 4096;

/**
 * By its byte order mark, else by where its zero bytes stand, else UTF-8 when all of it is that. Anything else is taken for
 * Windows-1252, which is a guess: every byte means something in it.
 */
export function createEncodingDetector(): EncodingDetector {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  let head = Buffer.alloc(0);
  return {
    look(piece) {
      if (head.byteLength < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.byteLength)]);
      try {
        if (isUtf8) utf8.decode(piece, { stream: true });
      } catch {
        isUtf8 = false;
      }
    },
    encoding() {
      const wide = wideEncoding(head);
      if (wide) return wide;
      try {
        if (isUtf8) utf8.decode();
        return isUtf8 ? "utf-8" : "windows-1252";
      } catch {
        return "windows-1252";
      }
    },
  };
}

function wideEncoding(head: Buffer): FileEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Latin letters, separators and line breaks have a zero as their other half; a stray NUL here and there is none.
  const many = head.byteLength / 8;
  if (odd > many && even < many / 4) return "utf-16le";
  if (even > many && odd < many / 4) return "utf-16be";
  return null;
}
