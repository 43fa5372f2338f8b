import type { ImportField } from "./import-fields";
import type { ImportStatus, KnownContactRule, RowVerdict } from "./import-status";

/** What a column of a file can be. */
export const importFieldLabels: readonly (readonly [ImportField, string])[] = [
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

export const knownContactLabels: readonly (readonly [KnownContactRule, string])[] = [
  ["fill", "Fill in empty fields only"],
  ["overwrite", "Overwrite with the file’s values; empty cells change nothing"],
  ["skip", "Skip the row"],
];

/** What is planned of a row, and what was done. */
export const verdictLabels: Readonly<Record<RowVerdict, readonly [planned: string, done: string]>> = {
  create: ["New", "Added"],
  update: ["Change", "Changed"],
  skip: ["Skip", "Skipped"],
};

export const separatorLabels: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

export const encodingLabels: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "windows-1252": "Windows-1252 (Western Europe)",
  "windows-1250": "Windows-1250 (Central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  shift_jis: "Shift-JIS (Japanese)",
};

export const importStatusLabels: Readonly<Record<ImportStatus, string>> = {
  mapping: "Columns not chosen yet",
  checking: "Being checked",
  checked: "Ready to import",
  running: "Running",
  finished: "Done",
  cancelled: "Cancelled",
  undoing: "Being undone",
  undone: "Undone",
  failed: "Could not be checked",
};
