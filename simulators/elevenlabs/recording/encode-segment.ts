import { Mp3Encoder } from "@breezystack/lamejs";
import { SAMPLE_RATE_HZ } from "./murmur";

const BITRATE_KBPS = 24;
const SAMPLES_PER_FRAME = 576;

export const FRAME_SECONDS = SAMPLES_PER_FRAME / SAMPLE_RATE_HZ;
/** At this rate every MPEG-2 Layer III frame has the same length, without padding. */
export const FRAME_BYTES = (72 * BITRATE_KBPS * 1000) / SAMPLE_RATE_HZ;

/**
 * Mono MP3 frames of a piece of sound. A fresh encoder borrows no bits from before its first frame, so the start of one
 * segment may follow any frame of another.
 */
export function encodeSegment(samples: Int16Array): Buffer {
  const encoder = new Mp3Encoder(1, SAMPLE_RATE_HZ, BITRATE_KBPS);
  const parts = [encoder.encodeBuffer(samples), encoder.flush()];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}
