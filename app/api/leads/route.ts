import { requireTenantContext } from "@/app/_tenant-context";
import { getLeadBoard } from "@/lib/leads/get-lead-board";
import { listLeads } from "@/lib/leads/list-leads";
import { parseLeadQuery } from "@/lib/leads/parse-lead-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { filters, sort, view, cursor, cursors } = parseLeadQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  return privateJson(
    view === "board"
      ? await getLeadBoard(ctx, { filters, sort, cursors })
      : await listLeads(ctx, { filters, sort, cursor }),
  );
});
