"use server";

import { verifySecondFactor } from "@/lib/auth/second-factor/verify-second-factor";
import { keepSessionTokens } from "@/lib/auth/sessions/session-cookie";
import { safeCallbackUrl } from "@/lib/auth/sign-in/safe-callback-url";
import { sessionAction } from "../../_session-action";

/** Signs the session in; answers where to continue. */
export async function giveSecondFactor(data: FormData) {
  return sessionAction(data, {
    states: ["second_factor_missing"],
    fields: ["code", "callbackUrl"],
    async verb(ctx, input) {
      await keepSessionTokens(await verifySecondFactor(ctx, input));
      return { callbackUrl: safeCallbackUrl(input.callbackUrl) };
    },
  });
}
