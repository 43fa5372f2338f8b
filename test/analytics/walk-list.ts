import type { Context } from "@/lib/access/context";
import { decodeCallCursor } from "@/lib/calls/list/call-cursor";
import { listCalls } from "@/lib/calls/list/list-calls";
import { parseCallQuery } from "@/lib/calls/list/parse-call-query";
import type { ListTotal } from "@/lib/lists/list-total";

export type Walked = { calls: number; minutes: number; credits: number; total: ListTotal | null; notices: string[] };

/** Follows the address of a list of calls to its last page, and adds up what it lists. */
export async function walkList(ctx: Context, href: string, today: string): Promise<Walked> {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  const { filters, notices } = parseCallQuery(Object.fromEntries(searchParams), today);
  const walked: Walked = { calls: 0, minutes: 0, credits: 0, total: null, notices: [...notices] };
  if (pathname !== "/calls") walked.notices.push(`${pathname} is not the list of calls`);
  for (let at: string | null = ""; at !== null; ) {
    const page: Awaited<ReturnType<typeof listCalls>> = await listCalls(ctx, {
      filters,
      limit: 200,
      cursor: at ? decodeCallCursor(at) : null,
    });
    walked.calls += page.calls.length;
    for (const { durationSeconds, creditsUsed } of page.calls) {
      walked.minutes += Math.ceil(durationSeconds / 60);
      walked.credits += creditsUsed;
    }
    walked.total = page.total;
    at = page.nextCursor;
  }
  return walked;
}
