import { agentTable } from "@/lib/analytics/agents/agent-table";
import { listAgentMetrics } from "@/lib/analytics/agents/list-agent-metrics";
import { parseAgentSort } from "@/lib/analytics/agents/sort-agents";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { metricExport } from "../../_export";

export const GET = metricExport(async (ctx, search) => {
  const params = Object.fromEntries(search);
  const { range, comparison } = resolveCompared(params, localNow(ctx.actor.timezone, ctx.clock.now()));
  const list = await listAgentMetrics(ctx, { range, comparison });
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
