import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, parseFilters, type SearchParams } from "@/lib/lists/parse-list";
import { Day } from "@/lib/platform/date-range/schema";
import { followUpOrders } from "./follow-up-orders";
import { type FollowUpTab, followUpTabs } from "./follow-up-tab";
import { type FollowUpFilters, followUpFilterFields } from "./schema";

export type FollowUpQuery =
  | { view: "list"; tab: FollowUpTab; filters: FollowUpFilters; cursor: Cursor | null; notices: Notices }
  | { view: "month"; month: string; day: string | null; notices: Notices };

/** What the address of the follow-ups asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseFollowUpQuery(params: SearchParams, today: string): FollowUpQuery {
  const notices: Notices = [];
  if (params.view === "month") {
    const month =
      typeof params.month === "string" && /^2\d{3}-(0[1-9]|1[0-2])$/.test(params.month) ? params.month : null;
    if (params.month !== undefined && !month) notices.push("That month could not be read. Showing this month.");
    const day = Day.safeParse(params.day);
    const shown = month ?? today.slice(0, 7);
    return { view: "month", month: shown, day: day.success && day.data.startsWith(shown) ? day.data : null, notices };
  }
  const tab = followUpTabs.find((name) => name === params.tab);
  if (params.tab !== undefined && !tab) notices.push("Unknown list. Showing what is due today.");
  const shown = tab ?? "due";
  const filters = parseFilters(followUpFilterFields, params, notices, {
    q: () => "Search for at least two characters.",
  });
  const cursor = parseCursor(
    followUpOrders[shown],
    params,
    notices,
    "That page could not be found. Showing the first page.",
  );
  return { view: "list", tab: shown, filters, cursor, notices };
}
