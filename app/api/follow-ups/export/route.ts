import type { TenantContext } from "@/lib/auth/require-tenant-context";
import { decodeFollowUpCursor } from "@/lib/follow-ups/follow-up-cursor";
import { followUpStatusWords } from "@/lib/follow-ups/follow-up-status";
import type { FollowUpTab } from "@/lib/follow-ups/follow-up-tab";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { listExport } from "../../_export";

const rowsPerPage = 500;

export const GET = listExport(async (ctx, params) => {
  const query = parseFollowUpQuery(Object.fromEntries(params), todayIn(ctx.actor.timezone, ctx.clock.now()));
  const tab = query.view === "list" ? query.tab : "due";
  return {
    name: `follow-ups-${tab}`,
    header: ["Name", "Phone", "Email", `Day (${ctx.actor.timezone})`, "Remark", "Status", "Completed (UTC)", "Call"],
    pages: pagesOf(ctx, tab),
  };
});

async function* pagesOf(ctx: TenantContext, tab: FollowUpTab) {
  for (let page = await listFollowUps(ctx, { tab, limit: rowsPerPage }); ; ) {
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
}
