import { agentTable } from "@/lib/analytics/agent-table";
import { listAgentFigures } from "@/lib/analytics/list-agent-figures";
import { parseAgentSort } from "@/lib/analytics/sort-agents";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { figureExport } from "../../_export";

export const GET = figureExport(async (ctx, search) => {
  const params = Object.fromEntries(search);
  const { range, comparison } = resolveCompared(params, localNow(ctx.actor.timezone, ctx.clock.now()));
  const list = await listAgentFigures(ctx, { range, comparison });
  const { header, lines, definitions } = agentTable(list, parseAgentSort(params));
  async function* pages() {
    yield lines;
    yield [
      [],
      [`Days from ${range.from} to ${range.to} in ${list.timezone}, as of ${list.asOf}`],
      [`Compared with ${formatComparison(comparison)}`],
      ...definitions.map((definition) => [definition]),
    ];
  }
  const name = `callwright-agents-${range.from}-${range.to}`;
  return { name, header, pages: pages() };
});
