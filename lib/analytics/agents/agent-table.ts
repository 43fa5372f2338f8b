import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { cellsOf } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { rankRule } from "@/lib/metrics/rank-rule";
import { shownIn } from "@/lib/metrics/registry";
import type { AgentList } from "./list-agent-metrics";
import { type AgentSort, sortAgents } from "./sort-agents";

/** The list of agents for its CSV file: what the page shows, in its order and without rounding. */
export function agentTable({ agents, range, comparison }: AgentList, sort: AgentSort) {
  return {
    header: [
      "Agent",
      "Active",
      "Rank",
      "Last call (UTC)",
      ...shownIn.agents.flatMap((name) => {
        const { label, unit }: Metric = metrics[name];
        const words = unit ? `${label} (${unit})` : label;
        return [words, `${words}, compared with`];
      }),
    ],
    lines: sortAgents(agents, sort).map((agent) => [
      agent.name,
      agent.isActive ? "Yes" : "No",
      agent.rank,
      agent.lastCallAt,
      ...cellsOf(
        { scope: { agent: agent.id }, current: agent.current, other: agent.previous },
        comparedRanges({ range, comparison }),
        shownIn.agents,
      ).flatMap(({ value, other }) => [value, other]),
    ]),
    definitions: [
      `Rank: ${rankRule}`,
      ...shownIn.agents.map((name) => `${metrics[name].label}: ${metrics[name].definition}`),
    ],
  };
}
