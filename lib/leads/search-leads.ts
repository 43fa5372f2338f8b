import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { numberBeginnings } from "@/lib/platform/phone-number/number-beginnings";

const columns = ["l.name_search", "l.last_name_search", "l.email_search", "l.company_search"] as const;
/** Sorts after everything that begins with the preceding text. */
const last = "\u{10FFFF}";

const l = expressionBuilder<DB & { l: DB["leads"] }, "l">();

/**
 * Each way in which a lead `l` can match a text: its name, last name, address, company or number begins with it; numbers are read as those
 * of `country`. An index serves each alone.
 */
export function searchConditions(text: string, country: string | null): Expression<SqlBool>[] {
  const written = text.trim().toLowerCase();
  return [
    ...columns.map((column) => begins(column, written)),
    ...numberBeginnings(text, country).map((digits) => begins("l.phone_number", `+${digits}`)),
  ];
}

const begins = (column: (typeof columns)[number] | "l.phone_number", text: string) =>
  l.and([l(column, ">=", text), l(column, "<=", text + last)]);
