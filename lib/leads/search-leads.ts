import type { Parameters } from "@/lib/db/parameters";

/** Of each way in which a text can match, so many leads are looked at. */
export const searchedMax = 1_000;

const columns = ["name_search", "last_name_search", "email_search", "company_search"] as const;
/** Sorts behind everything that begins with the text before it. */
const last = "\u{10FFFF}";

/** The statement that finds the tenant's leads whose name, last name, address, company or number begins with a text. */
export function searchesOf(text: string, { add }: Pick<Parameters, "add">): string {
  const written = text.trim().toLowerCase();
  const [from, to] = [add(written), add(written + last)];
  const searches = columns.map((column) => beginning(column, from, to));
  const number = numberOf(text);
  if (number !== null) searches.push(beginning("phone_number", add(number), add(number + last)));
  return searches.map((search) => `(${search})`).join(" UNION ");
}

/** Digits as E.164 writes them, however they are grouped; null for what is no number. */
export function numberOf(text: string): string | null {
  if (!/^[+\d\s().\-/]+$/.test(text.trim())) return null;
  const digits = text.replaceAll(/\D/g, "").replace(/^00/, "");
  return digits.length < 2 ? null : `+${digits}`;
}

function beginning(column: string, from: string, to: string): string {
  return `SELECT id FROM leads WHERE user_id = $1 AND ${column} >= ${from}::text AND ${column} <= ${to}::text LIMIT ${searchedMax}`;
}
