import type { FileColumn } from "@/lib/contacts/imports/file-columns";
import { guessedEncodings } from "@/lib/contacts/imports/file-encoding";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import type { ImportField } from "@/lib/contacts/imports/import-fields";
import type { KnownContactRule, RowVerdict } from "@/lib/contacts/imports/import-status";
import type { UnmappedColumn } from "@/lib/contacts/imports/unmapped-columns";

export const fieldWords: readonly (readonly [ImportField, string])[] = [
  ["name", "Name"],
  ["firstName", "First name"],
  ["lastName", "Last name"],
  ["phone", "Number"],
  ["phone2", "Second number"],
  ["phone3", "Third number"],
  ["phone4", "Fourth number"],
  ["email", "Email"],
  ["email2", "Second email"],
  ["email3", "Third email"],
  ["company", "Company"],
  ["notes", "Notes"],
];

export const knownWords: readonly (readonly [KnownContactRule, string])[] = [
  ["fill", "Fill in what is blank, and change nothing else"],
  ["overwrite", "Overwrite with what the file says; its empty cells erase nothing"],
  ["skip", "Skip the row"],
];

/** What is planned of a row, and what was done. */
export const verdictWords: Readonly<Record<RowVerdict, readonly [planned: string, done: string]>> = {
  create: ["New", "Added"],
  update: ["Change", "Changed"],
  skip: ["Skip", "Skipped"],
};

const separatorWords: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

export const encodingWords: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "windows-1252": "Windows-1252 (Western Europe)",
  "windows-1250": "Windows-1250 (Central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  shift_jis: "Shift-JIS (Japanese)",
};

/** How the file was read, and whether that is a guess. */
export function fromWords({ encoding, separator }: Pick<ImportDetail, "encoding" | "separator">): string {
  const isGuess = guessedEncodings.some((each) => each === encoding);
  const written = `in ${encodingWords[encoding] ?? encoding}${isGuess ? ", which is a guess" : ""}`;
  return `separated by ${separatorWords[separator] ?? separator}, ${written}`;
}

/** A column as it is spoken of. */
export const columnName = ({ header }: Pick<FileColumn, "header">, index: number): string =>
  header || `Column ${index + 1}`;

/** What is said of columns that nothing is taken from, although they could reach people. */
export function unmappedWords({ index, kind, count }: UnmappedColumn, columns: readonly FileColumn[]): string {
  const column = columns[index];
  const of = kind === "phones" ? "phone numbers" : "email addresses";
  const filled = column?.counts?.filled ?? count;
  return `${column ? columnName(column, index) : ""}: ${of} ${filled === count ? "in every filled cell" : `in ${count} of ${filled} filled cells`}`;
}
