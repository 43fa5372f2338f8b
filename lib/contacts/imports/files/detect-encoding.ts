import { centralOrWestern } from "./central-or-western";
import type { FileEncoding } from "./file-encoding";

/** Detects the encoding of a file from its bytes, chunk by chunk. */
export type EncodingDetector = { look(piece: Uint8Array): void; encoding(): FileEncoding };

const headBytes = 4096;
const sampleBytesMax = 65_536;

/**
 * By its byte order mark, else by where its zero bytes stand, else UTF-8 when all of it is that, or nearly all. Anything else is a guess by the words
 * that are not plain ASCII: their bytes mean something in every one-byte encoding.
 */
export function createEncodingDetector(): EncodingDetector {
  const strict = { utf8: strictDecoder("utf-8"), shiftJis: strictDecoder("shift_jis") };
  let head = Buffer.alloc(0);
  let sample = Buffer.alloc(0);
  let unfinished: Buffer = Buffer.alloc(0);
  return {
    look(piece) {
      if (head.byteLength < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.byteLength)]);
      if (sample.byteLength < sampleBytesMax) {
        const { words, rest } = wordsBeyondAscii(Buffer.concat([unfinished, piece]));
        sample = Buffer.concat([sample, words]);
        unfinished = rest.subarray(0, headBytes);
      }
      strict.utf8.look(piece);
      strict.shiftJis.look(piece);
    },
    encoding() {
      const wide = wideEncoding(head);
      if (wide) return wide;
      if (strict.utf8.isValid()) return "utf-8";
      const bytes = Buffer.concat([sample, unfinished]).subarray(0, sampleBytesMax);
      if (isMostlyUtf8(bytes)) return "utf-8";
      if (strict.shiftJis.isValid() && looksJapanese(bytes)) return "shift_jis";
      if (looksCyrillic(bytes)) return "windows-1251";
      return centralOrWestern(bytes);
    },
  };
}

function strictDecoder(encoding: string) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isValid = true;
  const decode = (piece?: Uint8Array) => {
    try {
      if (isValid) decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      isValid = false;
    }
  };
  return {
    look: (piece: Uint8Array) => decode(piece),
    isValid() {
      decode();
      return isValid;
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

const sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;

/** A file put together of two, or cut off within a letter: one-byte encodings hardly ever look like UTF-8. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const letters = bytes.toString("latin1");
  const valid = letters.match(sequence)?.length ?? 0;
  const others = letters.replace(sequence, "").match(/[\x80-\xff]+/g)?.length ?? 0;
  return valid >= 4 * others;
}

const blank = Buffer.from(" ");
const isAsciiLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isHigh = (byte: number) => byte >= 0x80;

/** The words of a piece that have a byte beyond ASCII, with a blank between them, and the one at its end that may go on. */
function wordsBeyondAscii(piece: Buffer): { words: Buffer; rest: Buffer } {
  const words: Buffer[] = [];
  let from = -1;
  let hasHigh = false;
  for (const [at, byte] of piece.entries()) {
    if (isHigh(byte) || byte > 0x40) {
      if (from < 0) from = at;
      hasHigh ||= isHigh(byte);
      continue;
    }
    if (hasHigh) words.push(piece.subarray(from, at), blank);
    from = -1;
    hasHigh = false;
  }
  return { words: Buffer.concat(words), rest: from < 0 ? Buffer.alloc(0) : Buffer.from(piece.subarray(from)) };
}

/** Half as wide as other letters, and a byte each. */
const isKana = (byte: number) => byte >= 0xa1 && byte <= 0xdf;

/**
 * Kana and most of the common kanji begin with a byte from 0x81 to 0x9F, where Latin and Cyrillic have hardly a letter; and no letters of
 * ASCII stand around them in a word but those that are a kanji's second byte.
 */
function looksJapanese(bytes: Buffer): boolean {
  let [common, pairs, kana, lower, others] = [0, 0, 0, 0, 0];
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const byte = bytes[at] ?? 0;
    if (!isHigh(byte)) {
      others += isAsciiLetter(byte) ? 1 : 0;
    } else if (isKana(byte)) {
      kana += isKana(bytes[at - 1] ?? 0) || isKana(bytes[at + 1] ?? 0) ? 1 : 0;
      lower += byte < 0xc0 ? 1 : 0;
    } else {
      common += byte <= 0x9f ? 1 : 0;
      pairs += 1;
      at += 1;
    }
  }
  // The capitals of Cyrillic lie among the upper kana alone.
  return pairs + kana > others && (common > pairs / 2 || (kana > pairs && lower > kana / 8));
}

/** In a word of another alphabet hardly a letter is one of ASCII; in a Latin one most are. */
function looksCyrillic(bytes: Buffer): boolean {
  let [high, ascii] = [0, 0];
  for (const byte of bytes) {
    if (byte >= 0xa8) high += 1;
    else if (isAsciiLetter(byte)) ascii += 1;
  }
  return high > 2 * ascii;
}
