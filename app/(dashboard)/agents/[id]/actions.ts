"use server";

import { deleteAgentTarget } from "@/lib/analytics/delete-agent-target";
import { setAgentTarget } from "@/lib/analytics/set-agent-target";
import { action } from "../../../_action";

export async function saveTarget(data: FormData) {
  return action(data, {
    permission: "agent_target.update",
    fields: ["agentId", "type", "day", "calls", "successRate", "leads", "conversionRate"],
    verb: setAgentTarget,
  });
}

export async function removeTarget(data: FormData) {
  return action(data, { permission: "agent_target.update", fields: ["targetId"], verb: deleteAgentTarget });
}
