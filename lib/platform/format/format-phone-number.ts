import { parsePhoneNumberFromString } from "libphonenumber-js";

export type ReadablePhoneNumber = { text: string; country: string | null };

const countryNames = new Intl.DisplayNames("en", { type: "region" });

/**
 * A phone number as people read it, with its country's name: "+14155550123" is "+1 415 555 0123", United States.
 * What is no E.164 number comes back as it was given, without a country.
 */
export function formatPhoneNumber(phoneNumber: string): ReadablePhoneNumber {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (!parsed?.isPossible()) return { text: phoneNumber, country: null };
  return {
    text: parsed.formatInternational(),
    country: parsed.country ? (countryNames.of(parsed.country) ?? null) : null,
  };
}
