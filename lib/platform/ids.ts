import { v7 } from "uuid";

/** Random bytes are drawn for many ids at once: drawn for each id, they would take most of its time. */
const random = new Uint8Array(256 * 16);
let drawn = random.length;
let newest = { msecs: 0, seq: 0 };

/** A UUID that starts with its creation time and sorts after those that this process made before, so that indexes over ids grow at one end. */
export function newId(): string {
  if (drawn === random.length) {
    crypto.getRandomValues(random);
    drawn = 0;
  }
  const bytes = random.subarray(drawn, drawn + 16);
  drawn += 16;
  newest = following(newest, bytes);
  return v7({ random: bytes, ...newest });
}

/** The time and the 32 bits behind it: random at first in each millisecond, and counted from there. */
function following({ msecs, seq }: typeof newest, bytes: Uint8Array): typeof newest {
  const now = Date.now();
  if (now > msecs) return { msecs: now, seq: new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) >>> 1 };
  return seq < 0xff_ff_ff_ff ? { msecs, seq: seq + 1 } : { msecs: msecs + 1, seq: 0 };
}

/** 128 random bits as 22 URL-safe characters. */
export function randomId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
}
