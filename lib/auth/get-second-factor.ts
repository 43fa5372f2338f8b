import type { Context } from "@/lib/db/context";
import { readSettings } from "@/lib/db/read-settings";
import { requirePermission } from "@/lib/db/require-permission";

export type SecondFactorSummary = {
  /** Since when sign-ins ask for it; null while it is off. */
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
  /** Whether the role may not be without it. */
  isRequired: boolean;
  /** Whether setting it up asks for a password: there is none for whoever signs in through another provider. */
  hasPassword: boolean;
};

/** How one's own second factor stands. */
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
