import { searchableWords } from "./searchable-words";

/** Words that stand together. */
export type SearchTerm = { text: string; isExcluded: boolean; isPrefix: boolean };

export const searchCharactersMax = 200;
const termsMax = 12;
const prefixCharactersMin = 2;

/** A phrase, groups of digits with blanks between them, or a word. */
const token = /-?["“”][^"“”]*["“”]?|(?<!\S)\+?\(?\d(?:[\d()./-]|\s+(?=[\d(]))*(?!\S)|[^\s"“”]+/g;
/** From so many digits on, groups among other words are one number. */
const digitsOfGroupsMin = 7;

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
  const tokens = tokensOf(text);
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
  return terms.filter((term) => searchableWords(term.text).length > 0).slice(0, termsMax);
}

function tokensOf(text: string): string[] {
  const tokens = text.match(token) ?? [];
  return tokens.flatMap((each) =>
    /^\+?\(?\d/.test(each) && each.replaceAll(/\D/g, "").length < digitsOfGroupsMin ? each.split(/\s+/) : [each],
  );
}

function isNumber(text: string): boolean {
  return /^\+?[\d\s()./-]+$/.test(text) && text.replaceAll(/\D/g, "").length >= 4;
}

/** One letter begins half of all words; in scripts that write without spaces it may be a word. */
function isLongEnough(token: string): boolean {
  const last = searchableWords(token).at(-1)?.forms[0] ?? "";
  return last.length >= prefixCharactersMin || /[^\0-\x7f]/.test(last);
}
