import { type Cursor, decodeCursor } from "@/lib/lists/cursor";
import { type Notices, parseFilters, parseOrder, type SearchParams } from "@/lib/lists/parse-list";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { leadOrders } from "./lead-orders";
import { type LeadFilters, type LeadSort, leadFilterFields, leadSorts } from "./schema";

export type LeadQuery = {
  filters: LeadFilters;
  sort: LeadSort;
  view: "table" | "board";
  cursor: Cursor | null;
  /** The cursors of the board's columns. */
  cursors: Record<"hot" | "warm" | "cold", Cursor | null>;
  notices: Notices;
};

/** What the address of the list asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseLeadQuery(params: SearchParams, today: string): LeadQuery {
  const notices: Notices = [];
  const filters: LeadFilters = parseFilters(leadFilterFields, params, notices, {
    q: () => "Search for at least two characters.",
  });
  if (params.range !== undefined && params.range !== "all") {
    const { range, notice } = resolveRange(params, today);
    filters.range = range;
    if (notice) notices.push(notice);
  }
  const sort = parseOrder(leadSorts, params, notices, "Unknown sort order. Showing the latest first.");
  const view = params.view === "board" ? "board" : "table";
  const places = typeof params.at === "string" ? placesOf(params.at, sort, view) : [];
  if (params.at !== undefined && !places.some((place) => place !== null))
    notices.push("That page could not be found. Showing the first page.");
  const [hot = null, warm = null, cold = null] = view === "board" ? places : [];
  return {
    filters,
    sort,
    view,
    cursor: view === "table" ? (places[0] ?? null) : null,
    cursors: { hot, warm, cold },
    notices,
  };
}

/** The board has a cursor for each of its columns; the address joins them with dots. */
function placesOf(at: string, sort: LeadSort, view: LeadQuery["view"]): (Cursor | null)[] {
  const texts = view === "board" ? at.split(".").slice(0, 3) : [at];
  return texts.map((text) => decodeCursor(text, leadOrders[sort]));
}
