import type { SimulatedAgent } from "./call-types";
import { seedFrom } from "./create-random";
import { DEMO_AGENTS } from "./demo-agents";
import { SCENARIOS } from "./scenarios/all-scenarios";

/** The simulated agent with this id: a demo agent, or one whose kind of business follows from its id. */
export function callAgent(agentId: string, name?: string): SimulatedAgent {
  const demo = DEMO_AGENTS.find((agent) => agent.agentId === agentId);
  if (demo) return { ...demo, name: name ?? demo.name };
  const scenarios = Object.values(SCENARIOS);
  const scenario = scenarios[seedFrom("scenario", agentId) % scenarios.length];
  if (!scenario) throw new Error("There are no scenarios.");
  return { agentId, name: name ?? `${scenario.business} agent`, scenario: scenario.id };
}
