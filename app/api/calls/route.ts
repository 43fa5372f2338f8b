import { requireTenantContext } from "@/app/_tenant-context";
import { listCalls } from "@/lib/calls/list/list-calls";
import { parseCallQuery } from "@/lib/calls/list/parse-call-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { filters, sort, cursor } = parseCallQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  return privateJson(await listCalls(ctx, { filters, sort, cursor }));
});
