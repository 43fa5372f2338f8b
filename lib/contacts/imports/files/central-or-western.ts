/** The characters around a byte, in ASCII lower case; a space at a word's ends. */
type Around = { before: string; after: string };

const isVowel = (letter: string) => /[aeiouy\x80-\xff]/.test(letter);
const isLetter = (letter: string) => /[a-z\x80-\xff]/.test(letter);
/** A sign of the west stands beside words and not in them: £ukasz, W¹s and Ma³gorzata are none. */
const signOrLetter = ({ before, after }: Around) => (isLetter(after) || (isLetter(before) && before !== "m") ? 3 : 0);

/**
 * What a byte says for Central Europe, and below zero for the west, where the two have different letters. Where both are common, what stands
 * beside tells: Muñoz and Poznański, Sørensen and Dvořák, Simões and Gergő.
 */
const evidence: ReadonlyMap<number, number | ((around: Around) => number)> = new Map<
  number,
  number | ((around: Around) => number)
>([
  [0x8d, 4], // Ť
  [0x8f, 4], // Ź
  [0x9d, 4], // ť
  [0x8c, ({ after }) => (isVowel(after) ? -1 : 2)], // Œ or Ś
  [0x9c, ({ after }) => (after === "u" ? -2 : 2)], // œ or ś
  [0x9f, 3], // Ÿ or ź
  [0x8a, 1], // Š in both, and rare in the west
  [0x8e, 1], // Ž
  [0x9a, 1], // š
  [0x9e, 1], // ž
  [0xa3, ({ after }) => (isLetter(after) ? 3 : 0)], // £ or Ł
  [0xa5, signOrLetter], // ¥ or Ą
  [0xaa, ({ after }) => (isLetter(after) ? 2 : 0)], // ª or Ş
  [0xaf, signOrLetter], // ¯ or Ż
  [0xb3, signOrLetter], // ³ or ł
  [0xb9, signOrLetter], // ¹ or ą
  [0xba, ({ before, after }) => (isLetter(before) && isLetter(after) ? 2 : 0)], // º or ş
  [0xbc, signOrLetter], // ¼ or Ľ
  [0xbe, signOrLetter], // ¾ or ľ
  [0xbf, ({ before }) => (isLetter(before) ? 3 : 0)], // ¿ or ż
  [0xe0, -2], // à or ŕ
  [0xc0, -2],
  [0xe3, ({ after }) => (after === "o" || after === "e" ? -3 : 1)], // ã or ă
  [0xe5, -3], // å or ĺ
  [0xc5, -3],
  [0xe6, ({ after }) => (isLetter(after) ? -1 : 2)], // æ or ć
  [0xc6, ({ after }) => (isVowel(after) ? 1 : -1)],
  [0xe8, ({ before, after }) => (/[rvnlmtg]/.test(after) && !isVowel(before) ? -1 : 0.5)], // è or č
  [0xc8, 1], // È or Č
  [0xea, ({ after }) => (isLetter(after) && /[tm]/.test(after) ? -0.5 : 1)], // ê or ę
  [0xec, 2], // ì or ě
  [0xef, ({ before }) => (isVowel(before) ? -1 : 0.5)], // ï or ď
  [0xcf, 1], // Ï or Ď
  [0xf1, ({ after }) => (isVowel(after) ? -2 : 2)], // ñ or ń
  [0xf2, ({ before }) => (isVowel(before) ? 1 : -1)], // ò or ň
  [0xf5, ({ after }) => (after === "e" ? -2 : 1)], // õ or ő
  [0xd5, 0.5],
  [0xf8, ({ before, after }) => (isVowel(after) || (isVowel(before) && !isLetter(after)) ? 2 : -2)], // ø or ř
  [0xd8, ({ after }) => (isVowel(after) ? 2 : -2)], // Ø or Ř
  [0xf9, ({ after }) => (isLetter(after) ? 2 : -0.5)], // ù or ů
  [0xfb, ({ before }) => (before === "o" || before === "a" ? -1 : 1)], // û or ű
  [0xf0, 0.5], // ð or đ
]);

/** Which of the two encodings of Latin letters a file's words are in; without evidence the western one, which is met most. */
export function centralOrWestern(words: Uint8Array): "windows-1250" | "windows-1252" {
  const letters = Buffer.from(words).toString("latin1").toLowerCase();
  let sum = 0;
  for (const [at, byte] of words.entries()) {
    const says = evidence.get(byte);
    if (says === undefined) continue;
    const around = { before: letters[at - 1] ?? " ", after: letters[at + 1] ?? " " };
    sum += typeof says === "number" ? says : says(around);
  }
  return sum > 0 ? "windows-1250" : "windows-1252";
}
