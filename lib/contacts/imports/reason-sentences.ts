import type { SkipReason } from "./import-row";
import type { UndoReason } from "./undo-rows";

const sentences: Readonly<Record<SkipReason, string>> = {
  nothing_to_reach: "Neither a number nor an email address",
  bad_number: "The number cannot be called",
  no_country: "The number lacks its country’s code, and no country was chosen",
  bad_email: "The email address is none",
  too_long: "A name, a company or a note is too long",
  repeats_header: "Repeats the header",
  same_row: "Same number or address as line {line}",
  same_contact: "Same contact as line {line}",
  known: "Known already",
  nothing_new: "Known already, and nothing new",
  two_contacts: "The number is one contact’s and the address another’s",
  several_contacts: "Several contacts have this address",
  taken: "Another contact got this number meanwhile",
  cancelled: "The import was cancelled before",
};

/** Why a row was skipped, in words. */
export function reasonSentence(reason: SkipReason, otherLine: number | null): string {
  return sentences[reason].replace("{line}", otherLine === null ? "another" : otherLine.toLocaleString("en"));
}

export const undoSentences: Readonly<Record<UndoReason, string>> = {
  changed: "Changed since",
  called: "Has calls since",
  customer: "Became a customer",
  number_taken: "Another contact has the former number",
};
