import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { type CallCursor, decodeCallCursor } from "./call-cursor";
import { type CallFilterName, type CallFilters, callFilterFields } from "./schema";

export type CallQuery = {
  filters: CallFilters;
  cursor: CallCursor | null;
  /** One sentence for each thing in the address that could not be used. */
  notices: string[];
};

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of the list asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseCallQuery(params: SearchParams, today: string): CallQuery {
  const filters: CallFilters = {};
  const notices: string[] = [];

  for (const name of Object.keys(callFilterFields).filter(isFilterName)) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = callFilterFields[name].safeParse(given);
    if (parsed.success) Object.assign(filters, { [name]: parsed.data });
    else notices.push(`The filter “${name}” could not be read and is left out.`);
  }
  if (params.range !== undefined && params.range !== "all") {
    const { range, notice } = resolveRange(params, today);
    filters.range = range;
    if (notice) notices.push(notice);
  }
  const cursor = typeof params.at === "string" ? decodeCallCursor(params.at) : null;
  if (params.at !== undefined && !cursor)
    notices.push("That place in the list could not be found. Showing the newest calls.");
  return { filters, cursor, notices };
}

function isFilterName(name: string): name is CallFilterName {
  return name in callFilterFields;
}
