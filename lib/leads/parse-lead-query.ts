import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { decodeLeadCursor, type LeadCursor } from "./lead-cursor";
import { type LeadFilterName, type LeadFilters, type LeadSort, leadFilterFields, leadSorts } from "./schema";

export type LeadQuery = {
  filters: LeadFilters;
  sort: LeadSort;
  view: "table" | "board";
  cursor: LeadCursor | null;
  /** Of the columns of the board. */
  cursors: Record<"hot" | "warm" | "cold", LeadCursor | null>;
  /** One sentence for each thing in the address that could not be used. */
  notices: string[];
};

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of the list asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseLeadQuery(params: SearchParams, today: string): LeadQuery {
  const filters: LeadFilters = {};
  const notices: string[] = [];
  for (const name of Object.keys(leadFilterFields).filter(isFilterName)) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = leadFilterFields[name].safeParse(given);
    if (parsed.success) Object.assign(filters, { [name]: parsed.data });
    else if (name === "q") notices.push("A search has two characters at least.");
    else notices.push(`The filter “${name}” could not be read and is left out.`);
  }
  if (params.range !== undefined && params.range !== "all") {
    const { range, notice } = resolveRange(params, today);
    filters.range = range;
    if (notice) notices.push(notice);
  }
  const sort = leadSorts.find((each) => each === params.sort) ?? "latest";
  if (params.sort !== undefined && params.sort !== sort) notices.push("The order could not be read: the latest first.");
  const view = params.view === "board" ? "board" : "table";
  const places = typeof params.at === "string" ? placesOf(params.at, sort, view) : [];
  if (params.at !== undefined && !places.some((place) => place !== null))
    notices.push("That place in the list could not be found. Showing its beginning.");
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

/** The board has a place for each of its columns; the address joins them by dots. */
function placesOf(at: string, sort: LeadSort, view: LeadQuery["view"]): (LeadCursor | null)[] {
  const texts = view === "board" ? at.split(".").slice(0, 3) : [at];
  return texts.map((text) => decodeLeadCursor(text, sort));
}

function isFilterName(name: string): name is LeadFilterName {
  return name in leadFilterFields;
}
