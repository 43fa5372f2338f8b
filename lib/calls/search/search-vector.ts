import { reversed } from "./search-query";
import { searchableWords } from "./searchable-words";
import { digitsMin, spokenNumbers } from "./spoken-numbers";

/** The search terms of a call. */
export type SearchSource = {
  userId: string;
  /** The person's names, addresses and company; anyone who says one of them and the next one did not say them together. */
  who: readonly string[];
  phoneNumber: string | null;
  /** What was said, turn by turn. */
  said: readonly string[];
};

/** PostgreSQL takes no tsvector of 1 MiB; what is beyond this of a call's words is not searched. */
export const vectorBytesMax = 1_000_000;
/** PostgreSQL counts positions up to 16,383, so they restart here: phrases are found in every round. */
const positionsPerRound = 16_382;
const positionsOfWordMax = 255;
const bytesBesideWord = 4;

/** The words of a call as the text of a tsvector: its tenant (u:), numbers forwards (p:) and backwards (r:), its person, what was said. */
export function searchVector({ userId, who, phoneNumber, said }: SearchSource): string {
  const lexemes = new Map<string, number[]>();
  let bytes = 0;
  let position = 0;
  /** False when there is no room for it. */
  const add = (lexeme: string, at: number | null): boolean => {
    let positions = lexemes.get(lexeme);
    if (positions === undefined) {
      bytes += Buffer.byteLength(lexeme) + bytesBesideWord;
      if (bytes > vectorBytesMax) return false;
      positions = [];
      lexemes.set(lexeme, positions);
    }
    if (at !== null && positions.length < positionsOfWordMax) {
      bytes += 2;
      positions.push((at % positionsPerRound) + 1);
    }
    return bytes <= vectorBytesMax;
  };

  add(`u:${userId}`, null);
  if (phoneNumber !== null) {
    const digits = phoneNumber.replace(/^\++/, "");
    if (/^[0-9]+$/.test(digits)) {
      add(`p:${digits}`, null);
      add(`r:${reversed(digits)}`, null);
    }
  }
  for (const text of [...who, ...said]) {
    const words = searchableWords(text);
    const numbers = spokenNumbers(text, words);
    for (const [index, { forms }] of words.entries()) {
      for (const form of forms) if (!add(form, position)) return vectorText(lexemes);
      const number = numbers[index];
      if (number && number.ends.length >= digitsMin) add(`r:${reversed(number.ends)}`, null);
      if (number && number.begins.length > (forms[0]?.length ?? 0)) add(`p:${number.begins}`, null);
      position += 1;
    }
    // A turn's last word is no neighbour of the next one's first.
    position += 1;
  }
  return vectorText(lexemes);
}

function vectorText(lexemes: ReadonlyMap<string, readonly number[]>): string {
  const parts: string[] = [];
  for (const [lexeme, positions] of lexemes) {
    parts.push(positions.length > 0 ? `'${lexeme}':${positions.join(",")}` : `'${lexeme}'`);
  }
  return parts.join(" ");
}
