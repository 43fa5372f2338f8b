import { type Notices, parseFilters, parseOrder, type SearchParams } from "@/lib/lists/parse-list";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { type CallFilters, type CallSort, callFilterFields, callSorts } from "../schema";
import { searchCharactersMax } from "../search/parse-search";
import { type CallCursor, decodeCallCursor } from "./call-cursor";

export type CallQuery = { filters: CallFilters; sort: CallSort; cursor: CallCursor | null; notices: Notices };

/** What the address of the list asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseCallQuery(params: SearchParams, today: string): CallQuery {
  const notices: Notices = [];
  const filters: CallFilters = parseFilters(callFilterFields, params, notices, { q: searchNotice });
  if (params.range !== undefined && params.range !== "all") {
    const { range, notice } = resolveRange(params, today);
    filters.range = range;
    if (notice) notices.push(notice);
  }
  if (filters.until && !filters.range) {
    delete filters.until;
    notices.push("A time of day needs a date range. It was ignored.");
  }
  const sort = parseOrder(callSorts, params, notices, "Unknown sort order. Showing the newest calls first.");
  const cursor = typeof params.at === "string" ? decodeCallCursor(params.at, sort) : null;
  if (params.at !== undefined && !cursor) notices.push("That page could not be found. Showing the first page.");
  return { filters, sort, cursor, notices };
}

function searchNotice(given: string | string[]): string {
  if (typeof given === "string" && given.length > searchCharactersMax)
    return `A search has at most ${searchCharactersMax} characters. This one was ignored.`;
  return "A search needs a word, a number or a name. This one has none and was ignored.";
}
