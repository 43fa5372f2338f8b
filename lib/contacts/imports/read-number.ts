import {
  type PhoneFault,
  type PhoneNumberReading,
  readPhoneNumber,
} from "@/lib/platform/phone-number/read-phone-number";

/** " ::: " is Google's, the others are what people type between two numbers; a comma before a few digits is an extension's. */
const between =
  /\s*:::\s*|[;|\r\n\t]+|,(?!\s*(?:\d{1,6}\s*$|e?xt|x\b))|\s+(?:or|and|oder|und|ou|et|o|y|&)\s+|\s+\/\s+|\/(?=\s*[+0(])|\s+(?=\p{L}{1,12}\s*[.:]+\s*[+(\d])|(?<=[([]\p{L}{1,12}[)\]])\s+(?=[+(\d])/iu;
/** A number at which nobody answers, when there is another one. */
const fax = /^\s*(?:tele)?fax\b/i;
const piecesMax = 10;

/** The first number of a cell that may have several of them; when none can be called, what is wrong with the first one. */
export function readNumber(cell: string, country: string | null): PhoneNumberReading | { fault: PhoneFault } {
  const whole = readPhoneNumber(cell, country);
  if ("e164" in whole || whole.fault === "digits_lost") return whole;
  const pieces = piecesOf(cell);
  if (pieces.length < 2) return whole;
  const readings = pieces.map((piece) => readPhoneNumber(piece, country));
  return readings.find((reading) => "e164" in reading) ?? readings[0] ?? whole;
}

function piecesOf(cell: string): string[] {
  const pieces = cell
    .split(between, piecesMax)
    .map((piece) => piece.replace(/^[[{"'\s]+|[\]}"'\s]+$/g, ""))
    .filter(Boolean);
  if (pieces.length !== 1) return pieces.toSorted((a, b) => Number(fax.test(a)) - Number(fax.test(b)));
  // Blanks stand within a number, too: they end one only where every word is as long as one.
  const words = cell.trim().split(/\s+/, piecesMax);
  return words.every((word) => (word.match(/\d/g)?.length ?? 0) >= 7) ? words : pieces;
}
