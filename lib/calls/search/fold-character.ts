import { withAsciiDigits } from "@/lib/platform/with-ascii-digits";

/** Letters without a decomposition of their own; both ways to write them are searched as the same. */
const plain: Readonly<Record<string, string>> = {
  ß: "ss",
  œ: "oe",
  æ: "ae",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ı: "i",
  ς: "σ",
};
/** Letters that are as often written with two: "Mueller", "Aarhus". */
const spelled: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };

/** Accents of letters, vowel points of Hebrew and Arabic, and what is there but not seen. Vowels of Thai and its like are no accents. */
const accents = ["\\u0300-\\u036f", "\\u1ab0-\\u1aff", "\\u1dc0-\\u1dff", "\\u20d0-\\u20ff", "\\ufe20-\\ufe2f"];
const hebrewPoints = ["\\u0591-\\u05bd", "\\u05bf", "\\u05c1", "\\u05c2", "\\u05c4", "\\u05c5", "\\u05c7"];
const arabicPoints = ["\\u0610-\\u061a", "\\u0640", "\\u064b-\\u065f", "\\u0670"];
const unseen = new RegExp(
  `[${[...accents, ...hebrewPoints, ...arabicPoints].join("")}\\p{Default_Ignorable_Code_Point}]`,
  "gu",
);
const ofScriptWithoutBlanks =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\u30fc]/u;
const replaced = new RegExp(`[${Object.keys(plain).join("")}]`, "g");

export type SearchedCharacter = {
  text: string;
  /** The other way to write it, where there is one. */
  spelled: string;
  /** A letter or digit of a word, a mark on one, an apostrophe in one, one of a script without blanks, a picture, or nothing of these. */
  kind: "letter" | "mark" | "apostrophe" | "unspaced" | "picture" | "none";
};

/** What keyboards and transcribers put for an apostrophe, as the inside of a class of a regular expression. */
export const apostrophes = "'`\u00b4\u2018\u2019\u201b\u02b9-\u02bf\u02c8\uff07";
const apostrophe = new RegExp(`^[${apostrophes}]`, "u");

/** Texts are made of few characters, each of which takes microseconds to fold. */
const folded = new Map<string, readonly SearchedCharacter[]>();
const foldedMax = 20_000;

/**
 * A character with its marks as it is searched: lower case, without accents, ligatures, widths and other kinds of digits. It may be none,
 * or stand for several.
 */
export function foldCharacter(character: string): readonly SearchedCharacter[] {
  let known = folded.get(character);
  if (known === undefined) {
    known = fold(character);
    if (folded.size >= foldedMax) folded.clear();
    folded.set(character, known);
  }
  return known;
}

function fold(character: string): readonly SearchedCharacter[] {
  if (apostrophe.test(character)) return [{ text: "'", spelled: "'", kind: "apostrophe" }];
  const lower = character.normalize("NFKD").toLowerCase();
  const text = withAsciiDigits(
    lower.replace(unseen, "").replace(replaced, (letter) => plain[letter] ?? letter),
  ).normalize("NFC");
  const other = spelled[lower.normalize("NFC")];
  const texts = other !== undefined || /^[a-z]+$/.test(text) ? [text] : [...text];
  return texts.map((part) => ({ text: part, spelled: other ?? part, kind: kindOf(part) }));
}

function kindOf(text: string): SearchedCharacter["kind"] {
  if (ofScriptWithoutBlanks.test(text)) return "unspaced";
  if (/^\p{M}/u.test(text)) return "mark";
  if (/[\p{L}\p{N}]/u.test(text)) return "letter";
  return /\p{Extended_Pictographic}/u.test(text) ? "picture" : "none";
}
