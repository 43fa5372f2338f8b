import type { SearchTerm } from "./parse-search";
import { searchableText, type Word, wordsOf } from "./searchable-text";

export type MarkedPiece = { text: string; isMarked: boolean };

/** Cuts a text where the terms of a search stand in it; without any it comes back whole. */
export function markSearch(text: string, terms: readonly SearchTerm[]): MarkedPiece[] {
  const words = wordsOf(text);
  const places = terms.filter(({ isExcluded }) => !isExcluded).flatMap((term) => placesOf(term, words));
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

function placesOf({ text, isPrefix }: SearchTerm, words: readonly Word[]): { start: number; end: number }[] {
  const sought = searchableText(text).split(" ");
  const isAt = (index: number) =>
    sought.every((part, offset) => {
      const found = words[index + offset]?.searchable;
      if (found === undefined) return false;
      return isPrefix && offset === sought.length - 1 ? found.startsWith(part) : found === part;
    });
  return words.flatMap((first, index) => {
    const last = words[index + sought.length - 1];
    return last && isAt(index) ? [{ start: first.start, end: last.end }] : [];
  });
}
