import { expect, test } from "vitest";
import { noSegmentFigures } from "./figures";
import type { AgentFigures } from "./list-agent-figures";
import { parseAgentSort, sortAgents, sortWord } from "./sort-agents";

const agent = (name: string, creditsUsed: number, qualifiedLeads: number): AgentFigures => ({
  id: name,
  name,
  isActive: true,
  lastCallAt: null,
  current: { ...noSegmentFigures, creditsUsed, qualifiedLeads },
  previous: noSegmentFigures,
  course: [],
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

test("a column that is sorted by already turns round; any other word sorts by rank", () => {
  expect(sortWord("calls", parseAgentSort({}))).toBe("-calls");
  expect(sortWord("calls", parseAgentSort({ sort: "-calls" }))).toBe("calls");
  expect(parseAgentSort({ sort: "toString" })).toEqual({ by: "rank", isDescending: false });
});
