"use server";

import { markCallsRead } from "@/lib/calls/mark-calls-read";
import { setCallOutcomes } from "@/lib/calls/set-call-outcomes";
import { writeCallNotes } from "@/lib/calls/write-call-notes";
import { action } from "../../_action";

export async function setOutcomes(data: FormData) {
  return action(data, { permission: "call.update", fields: ["callIds", "outcome"], verb: setCallOutcomes });
}

export async function markRead(data: FormData) {
  return action(data, { permission: "call.update", fields: ["callIds", "isRead"], verb: markCallsRead });
}

export async function saveNotes(data: FormData) {
  return action(data, { permission: "call.update", fields: ["callId", "notes"], verb: writeCallNotes });
}
