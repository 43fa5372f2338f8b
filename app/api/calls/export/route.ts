import { cookies } from "next/headers";
import { callsFile } from "@/app/(dashboard)/calls/calls-file";
import { columnChoice } from "@/app/(dashboard)/calls/columns";
import { chosenColumns, columnsCookie } from "@/components/data-table/remembered-columns";
import { callIds } from "@/lib/calls/call-ids";
import { exportCalls } from "@/lib/calls/export-calls";
import { parseCallQuery } from "@/lib/calls/parse-call-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { AppError } from "@/lib/platform/errors";
import { listExport } from "../../_export";

/** The list of an address as a file: the same calls, order and columns, all of its pages, or the ticked calls alone. */
export const GET = listExport(async (ctx, search) => {
  const { ids: ticked, ...params } = Object.fromEntries(search);
  const { filters, sort, notices } = parseCallQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  // A file of other calls than were asked for would be taken for the right one.
  if (notices[0]) throw new AppError("BAD_REQUEST", notices[0]);
  const ids = ticked === undefined ? undefined : callIds.safeParse(ticked);
  if (ids?.success === false) throw new AppError("BAD_REQUEST", "These calls could not be read.");
  const remembered = (await cookies()).get(columnsCookie("calls"))?.value;
  const columns = chosenColumns(columnChoice, params.columns, remembered);
  const calls = await exportCalls(ctx, { filters, sort, ids: ids?.data });
  return callsFile(calls, columns, ctx.actor.timezone);
});
