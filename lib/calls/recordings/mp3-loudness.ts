const bitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const sampleRates = [44_100, 48_000, 32_000];
const headerBytes = 4;

type Frame = { bytes: number; isVersion1: boolean; isMono: boolean; hasChecksum: boolean };

/**
 * About how loud an MP3 is from its beginning to its end, as so many numbers from 0 to 100. It is read from the gain that each frame
 * states, without decoding the sound: an encoder has as many bits for every frame, so what is louder is written in coarser steps.
 * Null for what is no MP3 of layer III.
 */
export function mp3Loudness(bytes: Uint8Array, parts: number): number[] | null {
  const gains: number[] = [];
  for (let at = afterTag(bytes); at + headerBytes < bytes.length; ) {
    const frame = frameAt(bytes, at);
    if (!frame) {
      // Damage or a tag at the end: the next frame is sought, but not through something that never was a recording.
      if (gains.length === 0 && at > 65_536) return null;
      at += 1;
      continue;
    }
    gains.push(gainOf(bytes, at, frame));
    at += frame.bytes;
  }
  return gains.length === 0 ? null : spread(gains, parts);
}

/** An ID3v2 tag says its own length in four times seven bits. */
function afterTag(bytes: Uint8Array): number {
  const isTag = bytes[0] === 0x49 && bytes[1] === 0x44 && bytes[2] === 0x33;
  if (!isTag) return 0;
  const length = [6, 7, 8, 9].reduce((sum, index) => sum * 128 + ((bytes[index] ?? 0) & 0x7f), 0);
  return 10 + length;
}

function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const [sync = 0, kind = 0, rates = 0, mode = 0] = bytes.subarray(at, at + headerBytes);
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2) return null;
  const version = (kind >> 3) & 3;
  const isVersion1 = version === 3;
  const kiloBits = (isVersion1 ? bitRates1 : bitRates2)[rates >> 4];
  const sampleRate = sampleRates[(rates >> 2) & 3];
  if (version === 1 || !kiloBits || !sampleRate) return null;
  const hertz = isVersion1 ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4;
  const padding = (rates >> 1) & 1;
  const frameBytes = Math.floor(((isVersion1 ? 144_000 : 72_000) * kiloBits) / hertz) + padding;
  return { bytes: frameBytes, isVersion1, isMono: mode >> 6 === 3, hasChecksum: (kind & 1) === 0 };
}

/** The gain of the frame's first granule: it stands at a fixed place in the side information. */
function gainOf(bytes: Uint8Array, at: number, { isVersion1, isMono, hasChecksum }: Frame): number {
  const start = (at + headerBytes + (hasChecksum ? 2 : 0)) * 8;
  const shared = isVersion1 ? 9 + (isMono ? 5 : 3) + (isMono ? 4 : 8) : 8 + (isMono ? 1 : 2);
  const lengthBits = readBits(bytes, start + shared, 12);
  return lengthBits === 0 ? 0 : readBits(bytes, start + shared + 12 + 9, 8);
}

function readBits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let bit = from; bit < from + count; bit += 1)
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
}

/** The mean of each part, from the quietest that is no silence to what all but a few frames stay below. */
function spread(gains: readonly number[], parts: number): number[] {
  const loudest = gains.toSorted((a, b) => a - b)[Math.floor(gains.length * 0.95)] ?? 0;
  const floor = Math.max(1, loudest - 60);
  const heights = gains.map((gain) => Math.min(1, Math.max(0, gain - floor) / Math.max(1, loudest - floor)));
  return Array.from({ length: parts }, (_, index) => {
    const from = Math.floor((index * heights.length) / parts);
    const part = heights.slice(from, Math.max(from + 1, Math.floor(((index + 1) * heights.length) / parts)));
    return Math.round((part.reduce((sum, height) => sum + height, 0) / Math.max(1, part.length)) * 100);
  });
}
