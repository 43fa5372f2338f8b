import { requireTenantContext } from "@/app/_tenant-context";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const compared = resolveCompared(params, localNow(ctx.actor.timezone, ctx.clock.now()));
  return privateJson(await getOverview(ctx, compared));
});
