import { type NumberVariants, numberVariants } from "./number-variants";
import type { SearchTerm } from "./parse-search";
import { searchableWords } from "./searchable-words";

/** A word that is looked for, so many words after the first of its term. */
export type SoughtWord = {
  offset: number;
  spellings: readonly string[];
  isPrefix: boolean;
  /** Whether it is one character of a script without blanks, of which the text's word holds two. */
  isSingle: boolean;
};

export type SearchPattern = {
  words: SoughtWord[];
  /** Set for a number: it is found however it is spaced. */
  number: NumberVariants | null;
};

/** The pattern of a term, from which both the database query and the highlighting on the page are derived. */
export function searchPattern({ text, isPrefix }: SearchTerm): SearchPattern {
  const words = searchableWords(text);
  const sought = words.flatMap(({ spellings, pair }, offset): SoughtWord[] => {
    // The last character of several is in the pair before it.
    if (pair?.isRunEnd && !pair.isRunStart) return [];
    const isSingle = pair?.isRunEnd ?? false;
    return [{ offset, spellings, isPrefix: isSingle || (isPrefix && offset === words.length - 1), isSingle }];
  });
  return { words: sought, number: numberVariants(text) };
}
