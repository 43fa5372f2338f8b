import { exportLeads } from "@/lib/leads/export-leads";
import { parseLeadQuery } from "@/lib/leads/parse-lead-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { listExport } from "../../_export";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const { filters, sort } = parseLeadQuery(Object.fromEntries(params), todayIn(ctx.actor.timezone, ctx.clock.now()));
  return { name: "leads", ...exportLeads(ctx, { filters, sort }) };
});
