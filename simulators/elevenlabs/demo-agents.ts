import type { PlannedAgent } from "./plan-calls";

export type DemoAgent = PlannedAgent & { agentNumber: string };

/** The agents of the demo, which every stand-in knows from its start. */
export const DEMO_AGENTS: readonly DemoAgent[] = [
  {
    agentId: "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r",
    name: "Solstice Sales Desk",
    scenario: "fleet",
    agentNumber: "+442079460981",
    callsPerWeekday: 14,
    outboundShare: 0.3,
    widgetShare: 0.14,
  },
  {
    agentId: "agent_2801k7hr5t9ya3wq6s4zp0mx8c2b",
    name: "Harbour Street Reception",
    scenario: "dental",
    agentNumber: "+441174960982",
    callsPerWeekday: 13,
    outboundShare: 0.08,
    widgetShare: 0.1,
  },
  {
    agentId: "agent_6501k7hs2c4ve7nd1x9rg5kt3m0q",
    name: "Lumenhof Outreach",
    scenario: "solar",
    agentNumber: "+493023125983",
    callsPerWeekday: 15,
    outboundShare: 0.82,
    widgetShare: 0.05,
  },
  {
    agentId: "agent_9201k7ht8j6mb5fz0e3yw7ph4s1d",
    name: "Ledgerline Front Desk",
    scenario: "software",
    agentNumber: "+12125550198",
    callsPerWeekday: 11,
    outboundShare: 0.22,
    widgetShare: 0.34,
  },
  {
    agentId: "agent_3701k7hv1p0xk9cr4b8tn2ya6w5e",
    name: "Quayside Lettings Line",
    scenario: "property",
    agentNumber: "+441514960985",
    callsPerWeekday: 9,
    outboundShare: 0.16,
    widgetShare: 0.22,
  },
];
