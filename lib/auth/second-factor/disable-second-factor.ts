import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { readSettings } from "@/lib/settings/read-settings";
import { notifyOwner } from "../mails/notify-owner";
import { requirePassword } from "../passwords/require-password";
import { DisableSecondFactorInput } from "../schema";
import { endSessions } from "../sessions/end-sessions";
import { withSecondFactor } from "./with-second-factor";

/**
 * Turns the second factor off, by the password and a code; every other session ends.
 * @throws AppError FORBIDDEN for an administrator who must have one, and what asking for the password and the code throws.
 */
export async function disableSecondFactor(ctx: Context, input: unknown): Promise<void> {
  const { userId, role } = requirePermission(ctx, "account.update");
  const { password, code } = parseInput(DisableSecondFactorInput, input);
  const settings = await ctx.db.auth((tx) => readSettings(tx, ["require_admin_second_factor"]));
  if (role !== "user" && settings.require_admin_second_factor)
    throw new AppError("FORBIDDEN", "Administrators must use two-factor authentication.");
  await requirePassword(ctx, { password });
  await withSecondFactor(ctx, code, async (tx) => {
    await tx.prisma.secondFactor.deleteMany({ where: { userId } });
    await tx.prisma.secondFactorRecoveryCode.deleteMany({ where: { userId } });
    await notifyOwner(tx, userId, "second-factor-off");
    await endSessions(tx, { userId, reason: "second_factor_changed", exceptSessionId: ctx.sessionId });
  });
}
