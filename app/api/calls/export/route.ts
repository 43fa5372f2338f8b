import { callIds } from "@/lib/calls/call-ids";
import { callFields } from "@/lib/calls/fields";
import { exportCalls } from "@/lib/calls/list/export-calls";
import { parseCallQuery } from "@/lib/calls/list/parse-call-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { AppError } from "@/lib/platform/errors";
import { listExport } from "../../_export";
import { listFile, refuseNotices } from "../../_list-file";

/** The list of an address as a file: the same calls, order and columns, all of its pages, or the ticked calls alone. */
export const GET = listExport(async (ctx, params) => {
  const { ids: ticked, ...address } = Object.fromEntries(params);
  const { filters, sort, notices } = parseCallQuery(address, todayIn(ctx.actor.timezone, ctx.clock.now()));
  refuseNotices(notices);
  const ids = ticked === undefined ? undefined : callIds.safeParse(ticked);
  if (ids?.success === false) throw new AppError("BAD_REQUEST", "These calls could not be read.");
  const pages = await exportCalls(ctx, { filters, sort, ids: ids?.data });
  return listFile(ctx, { list: "calls", fields: callFields, pages, params, idHeader: "Call" });
});
