import { createRandom, seedFrom } from "./create-random";

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const HEX = "0123456789abcdef";

/** An id as the provider writes them, such as `phnum_` and 28 characters, always the same for the same parts. */
export function makeProviderId(prefix: string, ...parts: readonly (string | number)[]): string {
  return `${prefix}_${characters(DIGITS, 28, prefix, ...parts)}`;
}

/** Twilio's ids: two letters and 32 hexadecimal digits. */
export function makeTwilioSid(prefix: "AC" | "CA" | "MZ", ...parts: readonly (string | number)[]): string {
  return `${prefix}${characters(HEX, 32, prefix, ...parts)}`;
}

export function characters(alphabet: string, length: number, ...parts: readonly (string | number)[]): string {
  const random = createRandom(seedFrom(...parts));
  let text = "";
  while (text.length < length) text += alphabet[Math.floor(random.next() * alphabet.length)];
  return text;
}
