import type { FieldFault, LeftOut, SkipReason } from "./import-row";
import type { UndoReason } from "./undo-rows";

const faultSentences: Readonly<Record<FieldFault, string>> = {
  bad_number: "The number cannot be called",
  no_country: "The number has no country code, and no country was chosen",
  digits_lost: "A spreadsheet has rounded the number, and its last digits are lost",
  bad_email: "Not a valid email address",
  too_long: "A name, a company or a note is too long",
};

const sentences: Readonly<Record<SkipReason, string>> = {
  ...faultSentences,
  nothing_to_reach: "Neither a number nor an email address",
  repeats_header: "Repeats the header",
  same_row: "Same number or address as line {line}",
  same_contact: "Same contact as line {line}",
  known: "Already a contact",
  nothing_new: "Already a contact, nothing to change",
  two_contacts: "The number and the email address belong to different contacts",
  several_contacts: "Several contacts have this address",
  taken: "Another contact got this number in the meantime",
  cancelled: "The import was cancelled before",
};

/** Why a row was skipped, in words; a fault of its own with what stands in the file. */
export function reasonSentence(reason: SkipReason, otherLine: number | null, leftOut: readonly LeftOut[] = []): string {
  const cause = leftOut.find(({ fault }) => fault === reason);
  if (cause) return leftOutSentence(cause);
  return sentences[reason].replace("{line}", otherLine === null ? "another" : otherLine.toLocaleString("en"));
}

/** Why a field of a row was left out, with what stands in the file. */
export function leftOutSentence({ fault, value }: LeftOut): string {
  return `${faultSentences[fault]}: ${value}`;
}

export const undoSentences: Readonly<Record<UndoReason, string>> = {
  changed: "Changed since",
  called: "Has calls since",
  customer: "Became a customer",
  number_taken: "Another contact has the former number",
};
