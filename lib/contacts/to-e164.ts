import { parsePhoneNumberFromString } from "libphonenumber-js";

/** ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE on a keypad: Twilio's caller ids of people who show none. */
const withheld = new Set(["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"]);
const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * A caller's number in E.164, or null when it is withheld or cannot be one ("anonymous", an extension, letters).
 * A number of the right length for its country that only lacks its plus is completed: some trunks import numbers so.
 */
export function toE164(raw: string | null): string | null {
  if (raw === null || raw.length > 64) return null;
  const digits = raw
    .normalize("NFKC")
    .replace(/^(tel|sip):/i, "")
    .replace(/[\s().\-/]/g, "");
  const candidate = digits.startsWith("00") ? `+${digits.slice(2)}` : digits.startsWith("+") ? digits : `+${digits}`;
  if (!e164.test(candidate) || withheld.has(candidate)) return null;
  if (digits.startsWith("+")) return candidate;
  return parsePhoneNumberFromString(candidate)?.isValid() ? candidate : null;
}
