import { requireTenantContext } from "@/app/_tenant-context";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { listFollowUpsOfMonth } from "@/lib/follow-ups/list-follow-ups-of-month";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const query = parseFollowUpQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  return privateJson(query.view === "month" ? await listFollowUpsOfMonth(ctx, query) : await listFollowUps(ctx, query));
});
