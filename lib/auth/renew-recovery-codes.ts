import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { replaceRecoveryCodes } from "./recovery-codes";
import { requirePassword } from "./require-password";
import { StartSecondFactorInput } from "./schema";

/**
 * Makes ten new recovery codes, after the password; the old ones work no more.
 * @returns them, never to be shown again.
 * @throws AppError CONFLICT without a second factor, and what `requirePassword` throws.
 */
export async function renewRecoveryCodes(ctx: Context, input: unknown): Promise<string[]> {
  const { userId } = requirePermission(ctx, "account.update");
  const { password } = parseInput(StartSecondFactorInput, input);
  await requirePassword(ctx, { password });
  return ctx.db.auth(async (tx) => {
    const { rowCount } = await tx.query(
      "SELECT FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL FOR UPDATE",
      [userId],
    );
    if (rowCount === 0) throw new AppError("CONFLICT", "You have no second factor: set it up first.");
    return replaceRecoveryCodes(tx, userId);
  });
}
