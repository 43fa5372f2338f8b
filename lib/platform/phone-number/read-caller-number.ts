import { readPhoneNumber } from "./read-phone-number";

/** ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE on a keypad: Twilio's caller ids of people who show none. */
const withheld = new Set(["266696687", "7378742833", "2562533", "8656696", "86282452253"]);

/**
 * The number that telephony names for the other party, in E.164, or null when it is withheld or cannot be one ("anonymous", an
 * extension, letters). Without its country code it is a number of `country`, that of the tenant.
 */
export function readCallerNumber(raw: string | null, country: string | null): string | null {
  if (raw === null || isWithheld(raw)) return null;
  const read = readPhoneNumber(raw, country, { isProven: true });
  return "e164" in read ? read.e164 : null;
}

function isWithheld(raw: string): boolean {
  const subscriber = raw.replace(/^(tel|sips?):/i, "").replace(/@.*$/, "");
  return withheld.has(subscriber.replace(/\D/g, ""));
}
