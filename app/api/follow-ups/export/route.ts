import { requireTenantContext, type TenantContext } from "@/lib/auth/require-tenant-context";
import { decodeFollowUpCursor } from "@/lib/follow-ups/follow-up-cursor";
import { followUpStatusWords } from "@/lib/follow-ups/follow-up-status";
import type { FollowUpTab } from "@/lib/follow-ups/follow-up-tab";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { answer } from "../../_answer";
import { csvAnswer } from "../../_csv";

const rowsPerPage = 500;

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const query = parseFollowUpQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  const tab = query.view === "list" ? query.tab : "due";
  return csvAnswer({
    name: `follow-ups-${tab}`,
    header: ["Name", "Phone", "Email", `Day (${ctx.actor.timezone})`, "Remark", "Status", "Completed (UTC)", "Call"],
    pages: await pagesOf(ctx, tab),
    signal: request.signal,
  });
});

/** The first page is read before the download begins, so that a failure is still an answer of its own. */
async function pagesOf(ctx: TenantContext, tab: FollowUpTab) {
  const first = await listFollowUps(ctx, { tab, limit: rowsPerPage });
  return (async function* () {
    for (let page = first; ; ) {
      yield page.followUps.map((each) => [
        each.name,
        each.phoneNumber,
        each.email,
        each.day,
        each.remark,
        followUpStatusWords[each.status],
        each.completedAt,
        each.callId,
      ]);
      if (!page.nextCursor) return;
      page = await listFollowUps(ctx, { tab, limit: rowsPerPage, cursor: decodeFollowUpCursor(page.nextCursor) });
    }
  })();
}
