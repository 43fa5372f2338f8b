"use server";

import { convertToCustomer } from "@/lib/customers/convert-to-customer";
import { clearOverride } from "@/lib/leads/clear-override";
import { overrideScore } from "@/lib/leads/override-score";
import { action } from "../../../_action";

export async function overrideLeadScore(data: FormData) {
  return action(data, { permission: "lead.judge", fields: ["callId", "score", "reason"], verb: overrideScore });
}

export async function acceptAiScore(data: FormData) {
  return action(data, { permission: "lead.judge", fields: ["callId"], verb: clearOverride });
}

export async function convertLead(data: FormData) {
  return action(data, {
    permission: "customer.create",
    fields: ["leadId", "name", "email", "company", "salesRep", "notes"],
    verb: convertToCustomer,
  });
}
