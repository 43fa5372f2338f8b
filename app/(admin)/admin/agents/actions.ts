"use server";

import { linkAgent } from "@/lib/admin/agents/link-agent";
import { updateAgent } from "@/lib/admin/agents/update-agent";
import { adminAction } from "../../../_admin-action";

export async function link(data: FormData) {
  return adminAction(data, {
    permission: "agent.administer",
    fields: ["account", "providerAgentId", "chosenAgentId", "name", "type", "reason"],
    verb: (ctx, { chosenAgentId, ...input }) =>
      linkAgent(ctx, { ...input, providerAgentId: input.providerAgentId || chosenAgentId }),
  });
}

export async function saveAgent(data: FormData) {
  return adminAction(data, {
    permission: "agent.administer",
    fields: ["agentId", "name", "inUse", "reason"],
    verb: (ctx, { inUse, ...input }) => updateAgent(ctx, { ...input, isActive: inUse === "yes" }),
  });
}
