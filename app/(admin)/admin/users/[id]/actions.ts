"use server";

import { addNote } from "@/lib/admin/users/add-note";
import { adjustCredits } from "@/lib/admin/users/adjust-credits";
import { cancelDeletion } from "@/lib/admin/users/cancel-deletion";
import { changeRole } from "@/lib/admin/users/change-role";
import { changeUserTimeZone } from "@/lib/admin/users/change-user-time-zone";
import { endUserSessions } from "@/lib/admin/users/end-user-sessions";
import { liftLockout } from "@/lib/admin/users/lift-lockout";
import { removeSecondFactor } from "@/lib/admin/users/remove-second-factor";
import { scheduleDeletion } from "@/lib/admin/users/schedule-deletion";
import { sendReset } from "@/lib/admin/users/send-reset";
import { setUserActive } from "@/lib/admin/users/set-user-active";
import { verifyAddress } from "@/lib/admin/users/verify-address";
import { adminAction } from "../../../../_admin-action";

const ofAccount = ["userId", "reason"];

export async function saveNote(data: FormData) {
  return adminAction(data, { permission: "user.update", fields: ["userId", "note"], verb: addNote });
}

export async function moveCredits(data: FormData) {
  return adminAction(data, {
    permission: "user.adjust_credits",
    fields: [...ofAccount, "entryId", "type", "amount", "callId"],
    verb: adjustCredits,
  });
}

export async function moveTimeZone(data: FormData) {
  return adminAction(data, {
    permission: "user.update",
    fields: [...ofAccount, "timezone"],
    verb: changeUserTimeZone,
  });
}

export async function acceptAddress(data: FormData) {
  return adminAction(data, { permission: "user.update", fields: ofAccount, verb: verifyAddress });
}

export async function mailReset(data: FormData) {
  return adminAction(data, { permission: "user.update", fields: ofAccount, verb: sendReset });
}

export async function unlock(data: FormData) {
  return adminAction(data, { permission: "user.update", fields: ofAccount, verb: liftLockout });
}

export async function closeSessions(data: FormData) {
  return adminAction(data, {
    permission: "user.end_sessions",
    fields: [...ofAccount, "sessionId"],
    verb: endUserSessions,
  });
}

export async function dropSecondFactor(data: FormData) {
  return adminAction(data, { permission: "user.remove_second_factor", fields: ofAccount, verb: removeSecondFactor });
}

export async function giveRole(data: FormData) {
  return adminAction(data, { permission: "user.change_role", fields: [...ofAccount, "role"], verb: changeRole });
}

export async function activate(data: FormData) {
  return adminAction(data, {
    permission: "user.deactivate",
    fields: ofAccount,
    verb: (ctx, input) => setUserActive(ctx, { ...input, isActive: true }),
  });
}

export async function deactivate(data: FormData) {
  return adminAction(data, {
    permission: "user.deactivate",
    fields: ofAccount,
    verb: (ctx, input) => setUserActive(ctx, { ...input, isActive: false }),
  });
}

export async function planDeletion(data: FormData) {
  return adminAction(data, { permission: "user.delete", fields: ofAccount, verb: scheduleDeletion });
}

export async function keepUser(data: FormData) {
  return adminAction(data, { permission: "user.delete", fields: ofAccount, verb: cancelDeletion });
}
