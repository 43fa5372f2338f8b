import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { notifyOwner } from "../mails/notify-owner";
import { requirePassword } from "../passwords/require-password";
import { DisableSecondFactorInput } from "../schema";
import { replaceRecoveryCodes } from "./recovery-codes";
import { withSecondFactor } from "./with-second-factor";

/**
 * Makes ten new recovery codes, after the password and a code. The old ones no longer work.
 * @returns them, never to be shown again.
 * @throws AppError what asking for the password and the code throws; without a second factor no code is right.
 */
export async function renewRecoveryCodes(ctx: Context, input: unknown): Promise<string[]> {
  const { userId } = requirePermission(ctx, "account.update");
  const { password, code } = parseInput(DisableSecondFactorInput, input);
  await requirePassword(ctx, { password });
  return withSecondFactor(ctx, code, async (tx) => {
    await notifyOwner(tx, userId, "recovery-codes-renewed");
    return replaceRecoveryCodes(tx, userId);
  });
}
