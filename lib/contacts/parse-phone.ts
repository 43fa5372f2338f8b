import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

export type ParsedPhone = { e164: string } | { fault: PhoneFault };

/** Why a text is no number that can be called. */
export type PhoneFault = "no_country" | "not_a_number";

/**
 * A number as a person writes it, in E.164. Without its country's code it is read as one of `country` (ISO 3166-1); what is too
 * long, too short, or not given out in its country is no number.
 */
export function parsePhone(text: string, country: string | null): ParsedPhone {
  const written = text.normalize("NFKC").trim();
  if (written.length > 64) return { fault: "not_a_number" };
  const number = parsePhoneNumberFromString(written.replace(/^00/, "+"), {
    defaultCountry: countryCode(country),
    extract: false,
  });
  if (number?.isValid() && !number.ext) return { e164: number.number };
  const isNational = !/^(\+|00)/.test(written) && (written.match(/\d/g)?.length ?? 0) >= 4;
  return { fault: country === null && isNational ? "no_country" : "not_a_number" };
}

function countryCode(country: string | null): CountryCode | undefined {
  return country !== null && isSupportedCountry(country) ? country : undefined;
}

export const phoneFaultSentences: Readonly<Record<PhoneFault, string>> = {
  no_country: "Begin with + and the country's code, or choose your country in the settings.",
  not_a_number: "This is no phone number that can be called.",
};
