import { shownIn } from "@/lib/metrics/registry";
import { comparedRanges } from "./compared-ranges";
import { cellsOf } from "./figure-cells";
import type { AgentList } from "./list-agent-figures";
import { type Measure, measures } from "./measures";
import { rankRule } from "./rank-rule";
import { type AgentSort, sortAgents } from "./sort-agents";

/** The list of agents as a file has it: what the page shows, in its order and without rounding. */
export function agentTable({ agents, range, comparison }: AgentList, sort: AgentSort) {
  return {
    header: [
      "Agent",
      "In use",
      "Rank",
      "Last call (UTC)",
      ...shownIn.agents.flatMap((name) => {
        const { label, unit }: Measure = measures[name];
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
      ...shownIn.agents.map((name) => `${measures[name].label}: ${measures[name].definition}`),
    ],
  };
}
