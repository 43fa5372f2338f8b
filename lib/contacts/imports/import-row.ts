import { z } from "zod";
import type { PhoneFault } from "@/lib/platform/phone-number/read-phone-number";
import { isPlaceholder } from "../is-placeholder";
import { notesCharactersMax } from "../schema";
import { cleanCell } from "./files/clean-cell";
import { emailFields, type ImportField, type ImportMapping, phoneFields } from "./import-fields";
import { readAddress } from "./read-address";
import { readNumber } from "./read-number";

/** Why a field of a row is left out. */
const fieldFaults = ["bad_number", "no_country", "digits_lost", "bad_email", "too_long"] as const;
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

/** The contact in a row, its omitted fields, and the reason if nothing of it can be used. */
export type ReadRow = { values: RowValues; leftOut: LeftOut[]; reason: SkipReason | null };

const shownCharactersMax = 100;
const nameCharactersMax = 255;
const companyCharactersMax = 255;
/** How exports write a number or an address that is not there; as a name each of them may be one. */
const absent = /^(?:0+|na|nan|nil)$/i;

const numberFaults: Readonly<Record<PhoneFault, FieldFault>> = {
  not_a_number: "bad_number",
  no_country: "no_country",
  digits_lost: "digits_lost",
};

/**
 * Reads a row's cells by the mapping; numbers without a country code are numbers of `country`. Of several columns the first that says
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
  const firstUsable = <T extends object>(
    columns: readonly ImportField[],
    field: LeftOut["field"],
    read: (written: string) => T | FieldFault,
  ): T | null => {
    for (const column of columns) {
      const written = said(column);
      if (written === null || absent.test(written)) continue;
      const found = read(written);
      if (typeof found === "object") return found;
      leave(field, found, written);
    }
    return null;
  };

  const person = (): string | null => {
    const whole = [cell("firstName"), cell("lastName")].filter(Boolean).join(" ");
    const parts = joinName(said("firstName", true), said("lastName", true), country);
    return parts === "" || isPlaceholder(whole) || isPlaceholder(parts) ? null : parts;
  };
  const name = fitting("name", said("name") ?? person(), nameCharactersMax);
  const company = fitting("company", said("company"), companyCharactersMax);
  const notes = fitting("notes", cell("notes"), notesCharactersMax);
  const number = firstUsable(phoneFields, "phone", (written) => {
    const read = readNumber(written, country);
    return "e164" in read ? read : numberFaults[read.fault];
  });
  const address = firstUsable(emailFields, "email", (written) => {
    const read = readAddress(written);
    return "email" in read ? read : read.fault;
  });
  return {
    values: {
      name,
      phone: number?.e164 ?? null,
      extension: number?.extension ?? null,
      email: address?.email ?? null,
      company,
      notes,
    },
    leftOut,
    reason: number || address ? null : reasonOf(leftOut),
  };
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
