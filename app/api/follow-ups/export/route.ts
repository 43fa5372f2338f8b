import { exportFollowUps } from "@/lib/follow-ups/export-follow-ups";
import { followUpFields } from "@/lib/follow-ups/fields";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { listExport } from "../../_export";
import { listFile, refuseNotices } from "../../_list-file";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const query = parseFollowUpQuery(Object.fromEntries(params), todayIn(ctx.actor.timezone, ctx.clock.now()));
  refuseNotices(query.notices);
  const { tab, filters } = query.view === "list" ? query : { tab: "due" as const, filters: {} };
  const pages = exportFollowUps(ctx, { tab, filters });
  const file = await listFile(ctx, { list: "follow-ups", fields: followUpFields, pages, params });
  return { ...file, name: file.name.replace("follow-ups", `follow-ups-${tab}`) };
});
