import { exportLeads } from "@/lib/leads/export-leads";
import { leadFields } from "@/lib/leads/fields";
import { parseLeadQuery } from "@/lib/leads/parse-lead-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { listExport } from "../../_export";
import { listFile, refuseNotices } from "../../_list-file";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const today = todayIn(ctx.actor.timezone, ctx.clock.now());
  const { filters, sort, notices } = parseLeadQuery(Object.fromEntries(params), today);
  refuseNotices(notices);
  return listFile(ctx, { list: "leads", fields: leadFields, pages: exportLeads(ctx, { filters, sort }), params });
});
