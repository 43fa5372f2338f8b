import { z } from "zod";
import type { PhoneFault } from "@/lib/platform/phone-number/read-phone-number";
import { isPlaceholder } from "../is-placeholder";
import { notesCharactersMax } from "../schema";
import { cleanCell } from "./clean-cell";
import { emailFields, type ImportField, type ImportMapping, phoneFields } from "./import-fields";
import { readAddress } from "./read-address";
import { readNumber } from "./read-number";

/** Why a field of a row is left out. */
export const fieldFaults = ["bad_number", "no_country", "digits_lost", "bad_email", "too_long"] as const;
export type FieldFault = (typeof fieldFaults)[number];

/** Why a row is skipped: nothing reaches its person, and then what stood in the way, or the person is there already. */
export const skipReasons = [
  "nothing_to_reach",
  ...fieldFaults,
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
  extension: string | null;
  email: string | null;
  company: string | null;
  notes: string | null;
};

/** A field that the row has and that cannot be used, with what stands in the file, as far as it is shown. */
export const LeftOut = z.object({
  field: z.enum(["name", "phone", "email", "company", "notes"]),
  fault: z.enum(fieldFaults),
  value: z.string(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** What a row says of a person, what of it is left out, and why nothing of it can be used. */
export type ReadRow = { values: RowValues; leftOut: LeftOut[]; reason: SkipReason | null };

const shownCharactersMax = 100;
const nameCharactersMax = 255;
const companyCharactersMax = 255;

const numberFaults: Readonly<Record<PhoneFault, FieldFault>> = {
  not_a_number: "bad_number",
  no_country: "no_country",
  digits_lost: "digits_lost",
};

/**
 * Reads a row's cells by the mapping; numbers without a country's code are numbers of `country`. Of several columns the first that says
 * something counts, and of several numbers or addresses the first that can be used. What cannot be used is left out, and the row with
 * it only when nothing else reaches the person.
 */
export function readRow(cells: readonly string[], mapping: ImportMapping, country: string | null): ReadRow {
  const leftOut: LeftOut[] = [];
  const cell = (field: ImportField) => {
    const index = mapping[field];
    return index === undefined ? null : cleanCell(cells[index] ?? "");
  };
  const leave = (field: LeftOut["field"], fault: FieldFault, value: string) => {
    leftOut.push({ field, fault, value: shown(value) });
    return null;
  };
  const fitting = (field: LeftOut["field"], value: string | null, charactersMax: number) =>
    value !== null && value.length > charactersMax ? leave(field, "too_long", value) : value;

  const said = (field: ImportField, isPart = false) => {
    const written = cell(field);
    return written === null || isPlaceholder(written, { isPart }) ? null : written;
  };
  const whole = [cell("firstName"), cell("lastName")].filter(Boolean).join(" ");
  const parts = joinName(said("firstName", true), said("lastName", true), country);
  const person = parts === "" || isPlaceholder(whole) || isPlaceholder(parts) ? null : parts;
  const values: RowValues = {
    name: fitting("name", said("name") ?? person, nameCharactersMax),
    phone: null,
    extension: null,
    email: null,
    company: fitting("company", said("company"), companyCharactersMax),
    notes: fitting("notes", cell("notes"), notesCharactersMax),
  };
  for (const field of phoneFields) {
    const written = said(field);
    // Exports write a number that is not there as 0, too.
    if (written === null || /^(?:0+|na|nan|nil)$/i.test(written)) continue;
    const read = readNumber(written, country);
    if ("e164" in read) {
      values.phone = read.e164;
      values.extension = read.extension;
      break;
    }
    leave("phone", numberFaults[read.fault], written);
  }
  for (const field of emailFields) {
    const written = said(field);
    if (written === null || /^(?:0+|na|nan|nil)$/i.test(written)) continue;
    const read = readAddress(written);
    if ("email" in read) {
      values.email = read.email;
      break;
    }
    leave("email", read.fault, written);
  }
  const isReached = values.phone !== null || values.email !== null;
  return { values, leftOut, reason: isReached ? null : reasonOf(leftOut) };
}

const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー・\s]+$/u;

/** In East Asia the family's name comes first, and in most of it without a blank. */
function joinName(first: string | null, last: string | null, country: string | null): string {
  if (first === null || last === null || !eastAsian.test(first + last)) return [first, last].filter(Boolean).join(" ");
  const isJapanese = country === "JP" || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first + last);
  return isJapanese ? `${last} ${first}` : last + first;
}

function reasonOf(leftOut: readonly LeftOut[]): SkipReason {
  const way = leftOut.find(({ field }) => field === "phone") ?? leftOut.find(({ field }) => field === "email");
  return way?.fault ?? "nothing_to_reach";
}

function shown(value: string): string {
  return value.length > shownCharactersMax ? `${value.slice(0, shownCharactersMax - 1).toWellFormed()}…` : value;
}
