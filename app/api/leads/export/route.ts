import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { exportLeads } from "@/lib/leads/export-leads";
import { parseLeadQuery } from "@/lib/leads/parse-lead-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { answer } from "../../_answer";
import { csvAnswer } from "../../_csv";

export const dynamic = "force-dynamic";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { filters, sort } = parseLeadQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  return csvAnswer({ name: "leads", signal: request.signal, ...exportLeads(ctx, { filters, sort }) });
});
