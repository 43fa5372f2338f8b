/** What parts words; the same characters as the function of this name in the database, which finds what is marked by this one. */
const separators = "\\u0000-&(-\\u002f:-@\\[-_{-\\u00bf\\u2010-\\u2017\\u201a-\\u206f\\u20a0-\\u2bff\\u3000-\\u303f";
const separator = new RegExp(`[${separators}]+`, "g");
const word = new RegExp(`[^${separators}]+`, "g");
const plain: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ı: "i", ß: "ss" };

/** A text as it is searched: lower case, without accents and apostrophes, words parted by one space. */
export function searchableText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[øłđıß]/g, (letter) => plain[letter] ?? letter)
    .replace(/['`\u2018\u2019\u02bc]|[\u0300-\u036f]/g, "")
    .replace(separator, " ")
    .trim();
}

export type Word = { start: number; end: number; searchable: string };

/** The words of a text, each with its place and as it is searched. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(word)].flatMap((match) => {
    const searchable = searchableText(match[0]);
    return searchable === "" ? [] : [{ start: match.index, end: match.index + match[0].length, searchable }];
  });
}
