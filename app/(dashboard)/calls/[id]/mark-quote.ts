export type MarkedPiece = { text: string; isMarked: boolean };

/**
 * Cuts a text where `quoted` stands in it. Letter case, punctuation and spacing may differ, because a quote is found by its words.
 * Without a match the text comes back whole.
 */
export function markQuote(text: string, quoted: string): MarkedPiece[] {
  const words = quoted.match(/[\p{L}\p{N}]+/gu);
  const match = words && new RegExp(words.join("[^\\p{L}\\p{N}]+"), "iu").exec(text);
  if (!match) return [{ text, isMarked: false }];
  const end = match.index + match[0].length;
  return [
    { text: text.slice(0, match.index), isMarked: false },
    { text: match[0], isMarked: true },
    { text: text.slice(end), isMarked: false },
  ].filter((piece) => piece.text !== "");
}
