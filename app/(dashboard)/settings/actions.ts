"use server";

import { cancelAccountDeletion } from "@/lib/account/cancel-account-deletion";
import { requestAccountDeletion } from "@/lib/account/request-account-deletion";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { updateProfile } from "@/lib/account/update-profile";
import { unlinkOauthAccount } from "@/lib/auth/oauth/unlink-oauth-account";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { disableSecondFactor } from "@/lib/auth/second-factor/disable-second-factor";
import { renewRecoveryCodes } from "@/lib/auth/second-factor/renew-recovery-codes";
import { revokeSession } from "@/lib/auth/sessions/revoke-session";
import { signOutEverywhere } from "@/lib/auth/sessions/sign-out-everywhere";
import { action } from "../../_action";

export async function saveProfile(data: FormData) {
  return action(data, { permission: "account.update", fields: ["name", "timezone", "country"], verb: updateProfile });
}

export async function changeOwnPassword(data: FormData) {
  return action(data, { permission: "account.update", fields: ["current", "password"], verb: changePassword });
}

export async function changeOwnEmail(data: FormData) {
  return action(data, { permission: "account.update", fields: ["email", "password"], verb: requestEmailChange });
}

export async function makeRecoveryCodes(data: FormData) {
  return action(data, { permission: "account.update", fields: ["password", "code"], verb: renewRecoveryCodes });
}

export async function turnSecondFactorOff(data: FormData) {
  return action(data, { permission: "account.update", fields: ["password", "code"], verb: disableSecondFactor });
}

export async function unlinkProvider(data: FormData) {
  return action(data, { permission: "account.update", fields: ["provider"], verb: unlinkOauthAccount });
}

export async function endSession(data: FormData) {
  return action(data, { permission: "session.revoke", fields: ["sessionId"], verb: revokeSession });
}

export async function endOtherSessions(data: FormData) {
  return action(data, {
    permission: "session.revoke",
    fields: [],
    verb: (ctx) => signOutEverywhere(ctx, { keepCurrent: true }),
  });
}

export async function askForDeletion(data: FormData) {
  return action(data, {
    permission: "account.delete",
    fields: ["password", "confirmation"],
    verb: requestAccountDeletion,
  });
}

export async function keepAccount(data: FormData) {
  return action(data, { permission: "account.delete", fields: [], verb: cancelAccountDeletion });
}
