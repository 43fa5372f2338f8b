import { searchableWords } from "./searchable-words";
import { digitsMax, digitsMin, spokenNumbers } from "./spoken-numbers";

/** What the digits of a number begin with or end with when it is the one that somebody types. */
export type NumberVariants = { begins: string[]; ends: string[] };

/** Fewer digits than these, without the code of a country, are the end of many numbers. */
const nationalDigitsMin = 7;
/** Without +, a number of at least this many digits is read as international. */
const internationalDigitsMin = 11;
const countryCode =
  /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d)/;
const amountWithCents = /^\D*(\d{1,3}(?:[,.'’\s]\d{3})+|\d{4,})[.,]\d{2}\D*$/;

/** How a number of four digits or more may be said when this is typed; null for what is no number. */
export function numberVariants(typed: string): NumberVariants | null {
  const words = searchableWords(typed);
  const whole = spokenNumbers(typed, words).at(-1)?.ends ?? "";
  const all = words.map(({ forms }) => forms[0]).join("");
  if (whole !== all || all.length < digitsMin || all.length > digitsMax) return null;
  const begins = new Set([all]);
  const ends = new Set([all]);
  const isInternational = /^\D*\+/.test(typed) || all.startsWith("00") || all.length >= internationalDigitsMin;
  const withoutZeros = all.replace(/^0+/, "");
  if (withoutZeros.length >= nationalDigitsMin) {
    if (all.startsWith("00")) begins.add(withoutZeros);
    ends.add(withoutZeros);
    const national = isInternational && !/^0[^0]/.test(all) ? withoutZeros.replace(countryCode, "") : withoutZeros;
    if (national.length >= nationalDigitsMin) ends.add(national.replace(/^0/, ""));
  }
  const amount = amountWithCents.exec(typed.trim())?.[1]?.replace(/\D/g, "");
  if (amount && amount.length >= digitsMin) ends.add(amount);
  return { begins: [...begins], ends: shortest([...ends]) };
}

/** Whatever ends with a longer one ends with the shorter one as well. */
function shortest(ends: readonly string[]): string[] {
  return ends.filter((end) => !ends.some((other) => other !== end && end.endsWith(other)));
}
