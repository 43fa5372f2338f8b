import { type CustomerCursor, decodeCustomerCursor } from "./customer-cursor";
import { type CustomerFilters, customerFilterFields } from "./schema";

export type CustomerQuery = { filters: CustomerFilters; cursor: CustomerCursor | null; notices: string[] };
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of the list asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseCustomerQuery(params: SearchParams): CustomerQuery {
  const filters: CustomerFilters = {};
  const notices: string[] = [];
  for (const name of ["status", "q"] as const) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = customerFilterFields[name].safeParse(given);
    if (parsed.success) Object.assign(filters, { [name]: parsed.data });
    else if (name === "q") notices.push("A search has two characters at least.");
    else notices.push(`The filter “${name}” could not be read and is left out.`);
  }
  const cursor = typeof params.at === "string" ? decodeCustomerCursor(params.at) : null;
  if (params.at !== undefined && !cursor)
    notices.push("That place in the list could not be found. Showing the newest customers.");
  return { filters, cursor, notices };
}
