"use server";

import { safeCallbackUrl } from "@/lib/auth/safe-callback-url";
import { keepSessionTokens } from "@/lib/auth/session-cookie";
import { verifySecondFactor } from "@/lib/auth/verify-second-factor";
import { sessionAction } from "../../_session-action";

/** Signs the session in; answers where to go on. */
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
