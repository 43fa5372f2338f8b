import type { SearchTerm } from "./parse-search";
import { type SearchPattern, searchPattern } from "./search-pattern";

/** Two texts that the database reads as a tsquery; an empty one says nothing. */
export type SearchQuery = {
  strict: string;
  /** The part that the index can answer without reading a call: words need not be adjacent. It matches every call of the strict query. */
  loose: string;
};

/** The query of these terms: calls that have all of them, and none of those that are excluded. */
export function searchQuery(terms: readonly SearchTerm[]): SearchQuery {
  const parts = terms.map((term) => ({ isExcluded: term.isExcluded, pattern: searchPattern(term) }));
  const negated = (isExcluded: boolean, part: string) => (isExcluded ? `!(${part})` : `(${part})`);
  return {
    strict: parts.map(({ isExcluded, pattern }) => negated(isExcluded, alternatives(pattern, true))).join(" & "),
    loose: parts
      // What has both words of an excluded phrase somewhere may be sought all the same.
      .filter(({ isExcluded, pattern }) => !isExcluded || pattern.words.length === 1)
      .map(({ isExcluded, pattern }) => negated(isExcluded, alternatives(pattern, false)))
      .join(" & "),
  };
}

function alternatives({ words, number }: SearchPattern, isStrict: boolean): string {
  let phrase = "";
  let before = 0;
  for (const { offset, spellings, isPrefix } of words) {
    const word = spellings.map((spelling) => lexeme(spelling, isPrefix)).join(" | ");
    const operator = isStrict ? `<${offset - before}>` : "&";
    phrase += phrase === "" ? `(${word})` : ` ${operator} (${word})`;
    before = offset;
  }
  if (!number) return phrase;
  return [
    phrase,
    ...number.begins.flatMap((digits) => [lexeme(digits, true), lexeme(`p:${digits}`, true)]),
    ...number.ends.map((digits) => lexeme(`r:${reversed(digits)}`, true)),
  ].join(" | ");
}

/** Words are made of letters, digits and marks alone: nothing in them needs escaping. */
const lexeme = (word: string, isPrefix: boolean) => `'${word}'${isPrefix ? ":*" : ""}`;
export const reversed = (digits: string) => [...digits].reverse().join("");
