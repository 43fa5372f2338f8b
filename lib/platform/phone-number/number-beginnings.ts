import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js";
import { readPhoneNumber } from "./read-phone-number";

const digitsMax = 20;

/**
 * What numbers in E.164 begin with, without the plus, when somebody looks for them by `text`: a whole number in any spelling, or the first
 * digits of one, with its country code or without that of `country`. Empty for a text that is no number.
 */
export function numberBeginnings(text: string, country: string | null): string[] {
  const read = readPhoneNumber(text, country);
  const whole = "e164" in read ? [read.e164.slice(1)] : [];
  const typed = text.normalize("NFKC").trim();
  if (!/^[+\d\s().\-/]+$/.test(typed)) return whole;
  const digits = typed.replace(/\D/g, "").slice(0, digitsMax);
  if (digits.length < 2) return whole;
  // Two zeros begin an international number; in a few digits they may as well be its end.
  const isInternational = typed.startsWith("+") || (digits.startsWith("00") && digits.length > 7);
  if (isInternational) return [...new Set([...whole, digits.replace(/^00/, "")])];
  const code = country !== null && isSupportedCountry(country) ? getCountryCallingCode(country) : null;
  return [...new Set([...whole, digits, ...(code ? [code + digits.replace(/^0/, "")] : [])])];
}
