import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js";
import { bareNumber } from "./bare-number";
import { modernNumber } from "./modern-number";

/** A number in E.164 and what is dialled behind it. */
export type PhoneNumberReading = { e164: string; extension: string | null };

/** Why a text is no number that can be called. */
export type PhoneFault = "no_country" | "digits_lost" | "not_a_number";

/** What a spreadsheet makes of a long number: the digits behind the first few are gone. */
const scientific = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,3}$/i;
const charactersMax = 256;
const extensionDigitsMax = 8;
/** Given out to nobody, so that films, manuals and demonstrations have numbers: the library calls these two ranges invalid. */
const fictional = /^\+44(?:7700900|1632960)\d{3}$/;

/**
 * Reads a number as people, files and trunks write it: the one place that does. Without a + or the prefix for calls abroad it is a number
 * of `country` (ISO 3166-1), and never one of the country whose code it happens to begin with. Spellings of one line that a numbering
 * plan has given up come out as the one of today. What is too long, too short, or not given out in its country is no number; with
 * `isProven`, because a network has carried it, a number with its country code needs only the right length.
 */
export function readPhoneNumber(
  text: string,
  country: string | null,
  { isProven = false }: { isProven?: boolean } = {},
): PhoneNumberReading | { fault: PhoneFault } {
  if (text.length > charactersMax) return { fault: "not_a_number" };
  const { number, extension } = bareNumber(text);
  if (scientific.test(number)) return { fault: "digits_lost" };
  for (const spelling of spellingsOf(number, country)) {
    const parsed = parse(spelling, country);
    if (!parsed || (parsed.ext?.length ?? 0) > extensionDigitsMax) continue;
    const isCarried = isProven && spelling.startsWith("+") && parsed.isPossible();
    if (parsed.isValid() || isCarried || fictional.test(parsed.number)) {
      return { e164: parsed.number, extension: extension ?? parsed.ext ?? null };
    }
  }
  const isNational = !/^(\+|00)/.test(number) && (number.match(/\d/g)?.length ?? 0) >= 4;
  return { fault: isNational && !knownCountry(country) ? "no_country" : "not_a_number" };
}

/**
 * With its own country code and no plus, a number of a country with numbers of any length could also be a very long one within it.
 * Nowhere has a number within a country as many digits as these.
 */
const ownCodeDigitsMin = 12;

/** With 00 for the plus, as it stands (00 may begin another country's prefix for calls abroad), and without a zero not dialled from abroad. */
function spellingsOf(number: string, country: string | null): string[] {
  const international = withOwnCode(number, country) ?? number.replace(/^\+?00(?=\s*[1-9(])/, "+");
  const spellings = [international, number].flatMap((each) => [each, each.replace(/[([]\s*0\s*[)\]]/, " ")]);
  return [...new Set(spellings)];
}

function withOwnCode(number: string, country: string | null): string | null {
  const code = knownCountry(country);
  const digits = number.replace(/[\s().\-/]/g, "");
  const isLong = /^[1-9]\d+$/.test(digits) && digits.length >= ownCodeDigitsMin;
  return code && isLong && digits.startsWith(getCountryCallingCode(code)) ? `+${digits}` : null;
}

function parse(number: string, country: string | null): PhoneNumber | undefined {
  const parsed = parsePhoneNumberFromString(number, { defaultCountry: knownCountry(country), extract: false });
  if (!parsed) return undefined;
  const modern = modernNumber(parsed.number);
  if (modern === parsed.number) return parsed;
  const again = parsePhoneNumberFromString(modern, { extract: false });
  return again?.isValid() ? again : parsed;
}

function knownCountry(country: string | null): CountryCode | undefined {
  return country !== null && isSupportedCountry(country) ? country : undefined;
}
