import type { NumberVariants } from "./number-variants";
import type { SearchTerm } from "./parse-search";
import { type SearchPattern, type SoughtWord, searchPattern } from "./search-pattern";
import { searchableWords, type Word } from "./searchable-words";
import { type SpokenNumber, spokenNumbers } from "./spoken-numbers";

export type MarkedPiece = { text: string; isMarked: boolean };
type Place = { start: number; end: number };

/** Cuts a text where the terms of a search stand in it; without any it comes back whole. */
export function markSearch(text: string, terms: readonly SearchTerm[]): MarkedPiece[] {
  const sought = terms.filter(({ isExcluded }) => !isExcluded).map(searchPattern);
  const words = sought.length === 0 ? [] : searchableWords(text);
  const numbers = sought.some(({ number }) => number) ? spokenNumbers(text, words) : [];
  const places = sought.flatMap((pattern) => placesOf(pattern, words, numbers));
  const pieces: MarkedPiece[] = [];
  let end = 0;
  for (const place of places.sort((a, b) => a.start - b.start)) {
    if (place.end <= end) continue;
    const start = Math.max(place.start, end);
    if (start > end) pieces.push({ text: text.slice(end, start), isMarked: false });
    pieces.push({ text: text.slice(start, place.end), isMarked: true });
    end = place.end;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMarked: false });
  return pieces;
}

function placesOf(pattern: SearchPattern, words: readonly Word[], numbers: readonly (SpokenNumber | null)[]): Place[] {
  const last = pattern.words.at(-1);
  if (!last) return [];
  const places = words.flatMap((first, index): Place[] => {
    if (!pattern.words.every((sought) => isWord(words[index + sought.offset], sought))) return [];
    const word = words[index + last.offset];
    return word ? [{ start: first.start, end: (last.isSingle && word.pair?.firstEnd) || word.end }] : [];
  });
  return pattern.number ? [...places, ...placesOfNumber(pattern.number, words, numbers)] : places;
}

function isWord(word: Word | undefined, { spellings, isPrefix }: SoughtWord): boolean {
  const isSpelled = (form: string) =>
    spellings.some((spelling) => (isPrefix ? form.startsWith(spelling) : form === spelling));
  return word?.forms.some(isSpelled) ?? false;
}

/** Where the digits stand, with every group that has one of them; a word that continues with letters, as 0147a does, is found by its beginning. */
function placesOfNumber(
  { begins, ends }: NumberVariants,
  words: readonly Word[],
  numbers: readonly (SpokenNumber | null)[],
): Place[] {
  return numbers.flatMap((number, index): Place[] => {
    const word = words[index];
    if (number === null && word) {
      return begins.some((digits) => word.forms.some((form) => form.startsWith(digits))) ? [word] : [];
    }
    const end = number && ends.find((digits) => number.ends.endsWith(digits));
    const begin = number && begins.find((digits) => number.begins.startsWith(digits));
    return [
      ...(end ? [placeOfGroups(words, index, -1, end.length)] : []),
      ...(begin ? [placeOfGroups(words, index, 1, begin.length)] : []),
    ];
  });
}

function placeOfGroups(words: readonly Word[], index: number, step: 1 | -1, digits: number): Place {
  let other = index;
  for (let left = digits; ; other += step) {
    left -= words[other]?.forms[0]?.length ?? left;
    if (left <= 0) break;
  }
  const [first, last] = step === 1 ? [index, other] : [other, index];
  return { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 };
}
