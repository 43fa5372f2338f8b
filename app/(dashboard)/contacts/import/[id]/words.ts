import type { ImportField } from "@/lib/contacts/imports/columns";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import type { KnownContactRule, RowVerdict } from "@/lib/contacts/imports/import-status";

export const fieldWords: readonly (readonly [ImportField, string])[] = [
  ["name", "Name"],
  ["firstName", "First name"],
  ["lastName", "Last name"],
  ["phone", "Number"],
  ["email", "Email"],
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

/** How the file was read, and whether that is a guess. */
export function fromWords({ encoding, separator }: Pick<ImportDetail, "encoding" | "separator">): string {
  const written = encoding === "windows-1252" ? "in Windows-1252, which is a guess" : `in ${encoding.toUpperCase()}`;
  return `separated by ${separatorWords[separator] ?? separator}, ${written}`;
}
