import type { FileColumn } from "@/lib/contacts/imports/files/file-columns";
import { guessedEncodings } from "@/lib/contacts/imports/files/file-encoding";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import { encodingLabels, separatorLabels } from "@/lib/contacts/imports/labels";
import type { UnmappedColumn } from "@/lib/contacts/imports/unmapped-columns";

/** How the file was read, and whether that is a guess. */
export function fileFormatLabel({ encoding, separator }: Pick<ImportDetail, "encoding" | "separator">): string {
  const isGuess = guessedEncodings.some((each) => each === encoding);
  const written = `in ${encodingLabels[encoding] ?? encoding}${isGuess ? ", which is a guess" : ""}`;
  return `separated by ${separatorLabels[separator] ?? separator}, ${written}`;
}

/** A column as it is spoken of. */
export const columnName = ({ header }: Pick<FileColumn, "header">, index: number): string =>
  header || `Column ${index + 1}`;

/** What is said about columns that nothing is taken from, although they could reach people. */
export function unmappedLabel({ index, kind, count }: UnmappedColumn, columns: readonly FileColumn[]): string {
  const column = columns[index];
  const of = kind === "phones" ? "phone numbers" : "email addresses";
  const filled = column?.counts?.filled ?? count;
  return `${column ? columnName(column, index) : ""}: ${of} ${filled === count ? "in every filled cell" : `in ${count} of ${filled} filled cells`}`;
}
