import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { replaceRecoveryCodes } from "./recovery-codes";
import { requirePassword } from "./require-password";
import { DisableSecondFactorInput } from "./schema";
import { tellOwner } from "./tell-owner";
import { withSecondFactor } from "./with-second-factor";

/**
 * Makes ten new recovery codes, after the password and a code: who has only one of both gets none. The old ones work no more.
 * @returns them, never to be shown again.
 * @throws AppError what asking for the password and the code throws; without a second factor no code is right.
 */
export async function renewRecoveryCodes(ctx: Context, input: unknown): Promise<string[]> {
  const { userId } = requirePermission(ctx, "account.update");
  const { password, code } = parseInput(DisableSecondFactorInput, input);
  await requirePassword(ctx, { password });
  return withSecondFactor(ctx, code, async (tx) => {
    await tellOwner(tx, userId, "recovery-codes-renewed");
    return replaceRecoveryCodes(tx, userId);
  });
}
