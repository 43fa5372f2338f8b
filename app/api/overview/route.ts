import { getOverview } from "@/lib/analytics/get-overview";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { range } = resolveRange(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  return privateJson(await getOverview(ctx, { range }));
});
