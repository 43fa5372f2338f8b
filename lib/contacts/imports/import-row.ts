import { readPhoneNumber } from "@/lib/platform/phone-number/read-phone-number";
import { emailPattern, notesCharactersMax } from "../schema";
import type { ImportMapping } from "./columns";

/** Why a row is skipped. */
export const skipReasons = [
  "nothing_to_reach",
  "bad_number",
  "no_country",
  "bad_email",
  "too_long",
  "repeats_header",
  "same_row",
  "same_contact",
  "known",
  "nothing_new",
  "two_contacts",
  "several_contacts",
  "taken",
  "cancelled",
] as const;
export type SkipReason = (typeof skipReasons)[number];

export type RowValues = {
  name: string | null;
  phone: string | null;
  email: string | null;
  company: string | null;
  notes: string | null;
};

/** What a row says of a person, or why it says nothing that can be used. */
export type ReadRow = { values: RowValues; reason: SkipReason | null };

const blank = /^(n\/?a|none|null|nil|unknown|-+|–|—|\.|#n\/a)$/i;

/** Reads a row's cells by the mapping; numbers without a country's code are numbers of `country`. */
export function readRow(cells: readonly string[], mapping: ImportMapping, country: string | null): ReadRow {
  const cell = (index: number | undefined) => {
    const text = index === undefined ? "" : clean(cells[index] ?? "");
    return text === "" || blank.test(text) ? null : text;
  };
  const person = [cell(mapping.firstName), cell(mapping.lastName)].filter(Boolean).join(" ");
  const values: RowValues = {
    name: cell(mapping.name) ?? (person || null),
    phone: null,
    email: cell(mapping.email)?.toLowerCase() ?? null,
    company: cell(mapping.company),
    notes: cell(mapping.notes),
  };
  const written = cell(mapping.phone);
  const reason = faultOf(values, written);
  if (reason) return { values: cutToFit(values), reason };
  if (written !== null) {
    const parsed = readPhoneNumber(written, country);
    if ("fault" in parsed) return { values, reason: parsed.fault === "no_country" ? "no_country" : "bad_number" };
    values.phone = parsed.e164;
  }
  return { values, reason: null };
}

function faultOf(values: RowValues, written: string | null): SkipReason | null {
  const { name, email, company, notes } = values;
  if (written === null && email === null) return "nothing_to_reach";
  if ((name?.length ?? 0) > 255 || (company?.length ?? 0) > 255 || (notes?.length ?? 0) > notesCharactersMax)
    return "too_long";
  if (email !== null && (email.length > 320 || !emailPattern.test(email))) return "bad_email";
  return null;
}

/** What is skipped is shown as far as it can be kept. */
function cutToFit({ name, email, company }: RowValues): RowValues {
  const cut = (text: string | null, max: number) => (text === null ? null : text.slice(0, max).toWellFormed());
  return { name: cut(name, 255), phone: null, email: cut(email, 320), company: cut(company, 255), notes: null };
}

const clean = (text: string) => text.replaceAll("\0", "").toWellFormed().trim();
