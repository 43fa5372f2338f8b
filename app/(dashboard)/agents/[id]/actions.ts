"use server";

import { deleteAgentTarget } from "@/lib/analytics/agents/delete-agent-target";
import { setAgentTarget } from "@/lib/analytics/agents/set-agent-target";
import { undoTargetChange } from "@/lib/analytics/agents/undo-target-change";
import { action } from "../../../_action";

const period = ["agentId", "type", "day"];
const goals = ["Calls", "SuccessRate", "Leads", "ConversionRate"];

export async function saveTarget(data: FormData) {
  return action(data, {
    permission: "agent_target.update",
    fields: [...period, "calls", "successRate", "leads", "conversionRate", ...goals.map((goal) => `was${goal}`)],
    verb: setAgentTarget,
  });
}

export async function removeTarget(data: FormData) {
  return action(data, { permission: "agent_target.update", fields: ["targetId"], verb: deleteAgentTarget });
}

export async function undoTarget(data: FormData) {
  return action(data, {
    permission: "agent_target.update",
    fields: [...period, ...goals.flatMap((goal) => [`before${goal}`, `after${goal}`])],
    verb: undoTargetChange,
  });
}
