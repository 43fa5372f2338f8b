import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { readSettings } from "@/lib/settings/read-settings";

export type SecondFactorSummary = {
  /** The time since which sign-ins require it; null while it is off. */
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
  /** Whether the role may not be without it. */
  isRequired: boolean;
  /** Whether setting it up asks for a password: there is none for anyone who signs in through another provider. */
  hasPassword: boolean;
};

/** The state of the user's own second factor. */
export async function getSecondFactor(ctx: Context): Promise<SecondFactorSummary> {
  const { userId, role } = requirePermission(ctx, "account.read");
  return ctx.db.auth(async (tx) => {
    const factor = await tx.prisma.secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
    const account = await tx.prisma.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
    const settings = await readSettings(tx, ["require_admin_second_factor"]);
    return {
      confirmedAt: factor?.confirmedAt ?? null,
      recoveryCodesLeft: await tx.prisma.secondFactorRecoveryCode.count({ where: { userId, usedAt: null } }),
      isRequired: role !== "user" && settings.require_admin_second_factor,
      hasPassword: account !== null && account.passwordHash !== null,
    };
  });
}
