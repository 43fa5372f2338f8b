import type { Word } from "./searchable-words";

/** The digits that stand in one row around a word of digits, however they are spaced. */
export type SpokenNumber = {
  /** Those that end with the word, and those that begin with it. */
  ends: string;
  begins: string;
};

export const digitsMin = 4;
export const digitsMax = 20;
const digits = /^[0-9]+$/;
/** What may stand between the groups of one number: "(020) 7946-0018", "$1,299.50", "1 299,50". */
const gap = /^[ \t\u00a0\u2000-\u200a\u202f().,/\u00b7\u2010-\u2015'’-]{0,4}$/;

/** For every word of a text the number that it belongs to; null if it has no digits. */
export function spokenNumbers(text: string, words: readonly Word[]): (SpokenNumber | null)[] {
  const numbers: (SpokenNumber | null)[] = words.map(() => null);
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (isDigits(words[to]) && (to === from || isJoined(text, words[to - 1], words[to]))) to += 1;
    const groups = words.slice(from, to).map((word) => word.forms[0] ?? "");
    for (const [index] of groups.entries()) {
      numbers[from + index] = {
        ends: lastDigits(groups, index),
        begins: firstDigits(groups, index),
      };
    }
    from = Math.max(to, from + 1);
  }
  return numbers;
}

const isDigits = (word: Word | undefined) => word !== undefined && digits.test(word.forms[0] ?? "");

function isJoined(text: string, before: Word | undefined, after: Word | undefined): boolean {
  return before !== undefined && after !== undefined && gap.test(text.slice(before.end, after.start));
}

function lastDigits(groups: readonly string[], index: number): string {
  let joined = "";
  for (let place = index; place >= 0 && joined.length < digitsMax; place -= 1) joined = groups[place] + joined;
  return joined.slice(-digitsMax);
}

function firstDigits(groups: readonly string[], index: number): string {
  let joined = "";
  for (let place = index; place < groups.length && joined.length < digitsMax; place += 1) joined += groups[place];
  return joined.slice(0, digitsMax);
}
