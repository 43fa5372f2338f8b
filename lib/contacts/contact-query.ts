import { numberBeginnings } from "@/lib/platform/phone-number/number-beginnings";

const accents = /[\u0300-\u036f]/g;
const punctuation = /[\s!-/:-@[-`{-~]+/;
const wordsMax = 8;
const wordCharactersMax = 100;

/**
 * What is typed into the search of contacts as a tsquery over `contacts.search`, or null when it says nothing: every word begins one
 * of the contact's words. Digits are the beginning of a number, with or without its country code, or its end.
 */
export function contactQuery(typed: string, tenant: { userId: string; country: string | null }): string | null {
  const text = typed.replaceAll("\0", "").toWellFormed().trim();
  const groups = isNumber(text) ? [numberWords(text, tenant.country)] : wordsOf(text).map((word) => [word]);
  // The index keeps words behind the end of their tenant's id.
  const prefix = tenant.userId.slice(-8);
  const lexemes = groups.map((words) => `(${words.map((word) => `${quoted(prefix + word)}:*`).join(" | ")})`);
  return lexemes.length === 0 ? null : lexemes.join(" & ");
}

const isNumber = (text: string) => /^[+\d\s().\-/]+$/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 3;

/** The index has every number forwards, and backwards behind a mark. */
function numberWords(text: string, country: string | null): string[] {
  const beginnings = numberBeginnings(text, country);
  if (text.startsWith("+")) return beginnings;
  const national = text.replace(/\D/g, "").slice(0, 20).replace(/^0+/, "");
  return [...beginnings, ...(national === "" ? [] : [`<${[...national].reverse().join("")}`])];
}

/** Lower case and no accents, as `fold_text` does in the database. */
function wordsOf(text: string): string[] {
  const folded = text.normalize("NFKD").replace(accents, "").toLowerCase();
  const pieces = folded
    .split(/\s+/)
    .flatMap((piece) => (piece.includes("@") && !piece.startsWith("@") ? [piece] : piece.split(punctuation)));
  return pieces
    .filter(Boolean)
    .slice(0, wordsMax)
    .map((word) => word.slice(0, wordCharactersMax));
}

const quoted = (word: string) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
