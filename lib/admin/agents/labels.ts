import type { AgentType } from "@/lib/agents/agent-type";

export const agentTypeLabels: Readonly<Record<AgentType, string>> = { call: "Calls", chat: "Chats" };
