"use server";

import { confirmSecondFactor } from "@/lib/auth/second-factor/confirm-second-factor";
import { startSecondFactor } from "@/lib/auth/second-factor/start-second-factor";
import { sessionAction } from "../../../_session-action";

const states = ["signed_in", "second_factor_not_set_up"] as const;

/** Offers an authenticator, after the password. */
export async function startSetUp(data: FormData) {
  return sessionAction(data, { states, fields: ["password"], verb: startSecondFactor });
}

/** Activates the authenticator; returns the recovery codes. */
export async function confirmSetUp(data: FormData) {
  return sessionAction(data, { states, fields: ["code"], verb: confirmSecondFactor });
}
