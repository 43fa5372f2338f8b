import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { type CallCursor, decodeCallCursor } from "./call-cursor";
import { searchCharactersMax } from "./parse-search";
import { type CallFilterName, type CallFilters, type CallSort, callFilterFields, callSorts } from "./schema";

export type CallQuery = {
  filters: CallFilters;
  sort: CallSort;
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
    else notices.push(name === "q" ? searchNotice(given) : `The filter “${name}” could not be read and is left out.`);
  }
  if (params.range !== undefined && params.range !== "all") {
    const { range, notice } = resolveRange(params, today);
    filters.range = range;
    if (notice) notices.push(notice);
  }
  if (filters.until && !filters.range) {
    delete filters.until;
    notices.push("A time of day needs the days that it ends. It is left out.");
  }
  const sort = callSorts.find((each) => each === params.sort) ?? "newest";
  if (params.sort !== undefined && params.sort !== sort)
    notices.push("That order is not known. Showing the newest calls first.");
  const cursor = typeof params.at === "string" ? decodeCallCursor(params.at, sort) : null;
  if (params.at !== undefined && !cursor)
    notices.push("That place in the list could not be found. Showing its beginning.");
  return { filters, sort, cursor, notices };
}

function searchNotice(given: string | string[]): string {
  if (typeof given === "string" && given.length > searchCharactersMax)
    return `A search has at most ${searchCharactersMax} characters. This one is left out.`;
  return "A search needs a word, a number or a name. This one has none and is left out.";
}

function isFilterName(name: string): name is CallFilterName {
  return name in callFilterFields;
}
