import type { Parameters } from "@/lib/db/parameters";
import { numberBeginnings } from "@/lib/platform/phone-number/number-beginnings";

/** Of each way in which a text can match, so many leads are looked at. */
export const searchedMax = 1_000;

const columns = ["name_search", "last_name_search", "email_search", "company_search"] as const;
/** Sorts behind everything that begins with the text before it. */
const last = "\u{10FFFF}";

/** The statement that finds the tenant's leads whose name, last name, address, company or number begins with a text; numbers are read as those of `country`. */
export function searchesOf(text: string, country: string | null, { add }: Pick<Parameters, "add">): string {
  const written = text.trim().toLowerCase();
  const [from, to] = [add(written), add(written + last)];
  const searches = columns.map((column) => beginning(column, from, to));
  for (const digits of numberBeginnings(text, country)) {
    searches.push(beginning("phone_number", add(`+${digits}`), add(`+${digits}${last}`)));
  }
  return searches.map((search) => `(${search})`).join(" UNION ");
}

function beginning(column: string, from: string, to: string): string {
  return `SELECT id FROM leads WHERE user_id = $1 AND ${column} >= ${from}::text AND ${column} <= ${to}::text LIMIT ${searchedMax}`;
}
