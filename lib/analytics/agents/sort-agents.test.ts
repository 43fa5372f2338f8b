import { expect, test } from "vitest";
import { noSegmentTotals } from "@/lib/metrics/totals";
import type { AgentMetrics } from "./list-agent-metrics";
import { parseAgentSort, sortAgents, sortParam } from "./sort-agents";

const agent = (name: string, creditsUsed: number, qualifiedLeads: number): AgentMetrics => ({
  id: name,
  name,
  isActive: true,
  lastCallAt: null,
  current: { ...noSegmentTotals, creditsUsed, qualifiedLeads },
  previous: noSegmentTotals,
  callSeries: [],
  rank: null,
});
const agents = [agent("Cleo", 10, 0), agent("Abe", 10, 1), agent("Bo", 30, 2)];
const names = (sort: string) => sortAgents(agents, parseAgentSort({ sort })).map(({ name }) => name);

test("what is unknown comes last, whichever way the others are sorted", () => {
  expect(names("cost")).toEqual(["Abe", "Bo", "Cleo"]);
  expect(names("-cost")).toEqual(["Bo", "Abe", "Cleo"]);
  expect(names("name")).toEqual(["Abe", "Bo", "Cleo"]);
  expect(names("-credits")).toEqual(["Bo", "Cleo", "Abe"]);
});

test("the order of a sorted column is reversed; any unknown value sorts by rank", () => {
  expect(sortParam("calls", parseAgentSort({}))).toBe("-calls");
  expect(sortParam("calls", parseAgentSort({ sort: "-calls" }))).toBe("calls");
  expect(parseAgentSort({ sort: "toString" })).toEqual({ by: "rank", isDescending: false });
});
