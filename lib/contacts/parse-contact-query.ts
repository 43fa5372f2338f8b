import { z } from "zod";
import { type ContactCursor, decodeContactCursor } from "./contact-cursor";
import { type ContactFilters, type ContactSort, contactSorts, contactSources } from "./schema";

export type ContactQuery = {
  filters: ContactFilters;
  sort: ContactSort;
  cursor: ContactCursor | null;
  /** One sentence for each thing in the address that could not be used. */
  notices: string[];
};

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What narrows the list, each field as the address writes it. */
const fields = {
  q: z.string().trim().min(1).max(200),
  source: z.enum(contactSources),
  customer: z.enum(["yes", "no"]),
  calls: z.literal("yes"),
  import: z.uuid(),
} as const;

/** What the address of the list asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseContactQuery(params: SearchParams): ContactQuery {
  const filters: ContactFilters = {};
  const notices: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = field.safeParse(given);
    if (parsed.success) Object.assign(filters, { [name === "q" ? "search" : name]: parsed.data });
    else notices.push(`The filter “${name}” could not be read and is left out.`);
  }
  const sort = z.enum(contactSorts).safeParse(params.sort ?? "name");
  if (!sort.success) notices.push("That order is not known. Showing contacts by name.");
  const order = sort.data ?? "name";
  const cursor = typeof params.at === "string" ? decodeContactCursor(params.at, order) : null;
  if (params.at !== undefined && !cursor)
    notices.push("That place in the list could not be found. Showing its beginning.");
  return { filters, sort: order, cursor, notices };
}
