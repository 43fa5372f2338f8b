import { Day } from "@/lib/platform/date-range/schema";
import { decodeFollowUpCursor, type FollowUpCursor } from "./follow-up-cursor";
import { type FollowUpTab, followUpTabs } from "./follow-up-tab";

export type FollowUpQuery =
  | { view: "list"; tab: FollowUpTab; cursor: FollowUpCursor | null; notices: string[] }
  | { view: "month"; month: string; day: string | null; notices: string[] };

/** What the address of the follow-ups asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseFollowUpQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
  today: string,
): FollowUpQuery {
  const notices: string[] = [];
  if (params.view === "month") {
    const month =
      typeof params.month === "string" && /^2\d{3}-(0[1-9]|1[0-2])$/.test(params.month) ? params.month : null;
    if (params.month !== undefined && !month) notices.push("That month could not be read. Showing this month.");
    const day = Day.safeParse(params.day);
    const shown = month ?? today.slice(0, 7);
    return { view: "month", month: shown, day: day.success && day.data.startsWith(shown) ? day.data : null, notices };
  }
  const tab = followUpTabs.find((name) => name === params.tab);
  if (params.tab !== undefined && !tab) notices.push("There is no such list. Showing what is due today.");
  const cursor = typeof params.at === "string" ? decodeFollowUpCursor(params.at) : null;
  if (params.at !== undefined && !cursor) notices.push("That place in the list could not be found. Showing its start.");
  return { view: "list", tab: tab ?? "due", cursor, notices };
}
