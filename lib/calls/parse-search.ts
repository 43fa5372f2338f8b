import { searchableText } from "./searchable-text";

/** Words that stand together. */
export type SearchTerm = { text: string; isExcluded: boolean; isPrefix: boolean };

export const searchCharactersMax = 200;
const termsMax = 12;
const prefixCharactersMin = 2;

/**
 * What somebody typed to search calls: words that are all in the call, "words that stand together", -words that are not in it. The last
 * word may be unfinished. Something that looks like a phone number is one, however it is spaced.
 */
export function parseSearch(typed: string): SearchTerm[] {
  const text = typed
    .slice(0, searchCharactersMax)
    .replaceAll(/\p{Cc}/gu, " ")
    .trim();
  if (isNumber(text)) return [{ text, isExcluded: false, isPrefix: false }];
  const tokens = text.match(/-?["“”][^"“”]*["“”]?|[^\s"“”]+/g) ?? [];
  const terms = tokens.map((token, index): SearchTerm => {
    const isQuoted = /^-?["“”]/.test(token);
    const isExcluded = /^-[^-]/.test(token);
    const isLast = index === tokens.length - 1;
    return {
      text: token.replaceAll(/^-+|["“”*]/g, ""),
      isExcluded,
      isPrefix: isLast && !isQuoted && !isExcluded && isLongEnough(token),
    };
  });
  return terms.filter((term) => searchableText(term.text) !== "").slice(0, termsMax);
}

/** The terms as the database's call_search_query reads them. */
export function termsParameter(terms: readonly SearchTerm[]): string[] {
  return terms.map(({ text, isExcluded, isPrefix }) => `${isExcluded ? "-" : ""}${text}${isPrefix ? "*" : ""}`);
}

function isNumber(text: string): boolean {
  return /^\+?[\d\s()./-]+$/.test(text) && text.replaceAll(/\D/g, "").length >= 4;
}

/** One letter begins half of all words; in scripts that write without spaces it may be a word. */
function isLongEnough(token: string): boolean {
  const last = searchableText(token).split(" ").at(-1) ?? "";
  return last.length >= prefixCharactersMin || /[^\0-\x7f]/.test(last);
}
