export const agentTypes = ["call", "chat"] as const;
export type AgentType = (typeof agentTypes)[number];
