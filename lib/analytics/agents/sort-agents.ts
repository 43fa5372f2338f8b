import type { SearchParams } from "@/lib/lists/parse-list";
import { metrics } from "@/lib/metrics/metrics";
import { shownIn } from "@/lib/metrics/registry";
import type { AgentMetrics } from "./list-agent-metrics";

export const agentSorts = ["rank", "name", "last", ...shownIn.agents] as const;
export type AgentSort = { by: (typeof agentSorts)[number]; isDescending: boolean };

/** The order that an address asks for, as `sort=calls` or `sort=-calls`; by rank without any. */
export function parseAgentSort(params: SearchParams): AgentSort {
  const text = typeof params.sort === "string" ? params.sort : "";
  const by = agentSorts.find((name) => name === text.replace(/^-/, ""));
  return by ? { by, isDescending: text.startsWith("-") } : { by: "rank", isDescending: false };
}

/** The `sort` parameter for a column; reversed if the list is sorted by that column already. */
export function sortParam(by: AgentSort["by"], current: AgentSort): string {
  const startsAscending = by === "name" || by === "rank" || (by !== "last" && metrics[by].better === "down");
  const isDescending = current.by === by ? !current.isDescending : !startsAscending;
  return `${isDescending ? "-" : ""}${by}`;
}

/** The agents in an order; what is unknown comes last both ways, and what is equal stays as it was. */
export function sortAgents(agents: readonly AgentMetrics[], { by, isDescending }: AgentSort): AgentMetrics[] {
  const valued = agents.map((agent) => ({ agent, value: sortValue(agent, by) }));
  const sign = isDescending ? -1 : 1;
  return valued
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      if (typeof a === "string" || typeof b === "string") return sign * String(a).localeCompare(String(b), "en");
      return sign * (a - b);
    })
    .map(({ agent }) => agent);
}

function sortValue(agent: AgentMetrics, by: AgentSort["by"]): string | number | null {
  if (by === "name") return agent.name;
  if (by === "last") return agent.lastCallAt;
  return by === "rank" ? agent.rank : metrics[by].of(agent.current);
}
