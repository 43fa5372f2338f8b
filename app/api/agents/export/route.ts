import { agentTable } from "@/lib/analytics/agent-table";
import { listAgentFigures } from "@/lib/analytics/list-agent-figures";
import { parseAgentSort } from "@/lib/analytics/sort-agents";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { figureExport } from "../../_export";

export const GET = figureExport(async (ctx, search) => {
  const params = Object.fromEntries(search);
  const { range } = resolveRange(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  const list = await listAgentFigures(ctx, { range });
  const { header, lines, definitions } = agentTable(list, parseAgentSort(params));
  async function* pages() {
    yield lines;
    yield [
      [],
      [`Days from ${range.from} to ${range.to} in ${list.timezone}, as of ${list.asOf}`],
      ...definitions.map((definition) => [definition]),
    ];
  }
  const name = `callwright-agents-${range.from}-${range.to}`;
  return { name, header, pages: pages() };
});
