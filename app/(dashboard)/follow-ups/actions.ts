"use server";

import { cancelFollowUp } from "@/lib/follow-ups/cancel-follow-up";
import { completeFollowUp } from "@/lib/follow-ups/complete-follow-up";
import { reopenFollowUp } from "@/lib/follow-ups/reopen-follow-up";
import { rescheduleFollowUp as reschedule } from "@/lib/follow-ups/reschedule-follow-up";
import { scheduleFollowUp as schedule } from "@/lib/follow-ups/schedule-follow-up";
import { updateRemark } from "@/lib/follow-ups/update-remark";
import { action } from "../../_action";

export async function scheduleFollowUp(data: FormData) {
  return action(data, {
    permission: "follow_up.write",
    fields: ["callId", "name", "phone", "email", "date", "remark"],
    verb: schedule,
  });
}

export async function rescheduleFollowUp(data: FormData) {
  return action(data, { permission: "follow_up.write", fields: ["id", "date", "undo"], verb: reschedule });
}

export async function completeFollowUps(data: FormData) {
  return action(data, { permission: "follow_up.write", fields: ["ids", "remark"], verb: completeFollowUp });
}

export async function cancelFollowUps(data: FormData) {
  return action(data, { permission: "follow_up.write", fields: ["ids"], verb: cancelFollowUp });
}

export async function reopenFollowUps(data: FormData) {
  return action(data, { permission: "follow_up.write", fields: ["ids", "remark"], verb: reopenFollowUp });
}

export async function saveRemark(data: FormData) {
  return action(data, { permission: "follow_up.write", fields: ["id", "remark"], verb: updateRemark });
}
