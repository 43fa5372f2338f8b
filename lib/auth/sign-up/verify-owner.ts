import type { Transaction } from "@/lib/db/transaction";

/**
 * Records that the account's owner has confirmed its address. Until then anybody may have signed up with it, so other sign-in methods that
 * were set up are removed with the password.
 */
export async function verifyOwner(tx: Transaction, userId: string): Promise<void> {
  const { count } = await tx.prisma.user.updateMany({
    where: { id: userId, emailVerified: false },
    data: { emailVerified: true },
  });
  if (count === 0) return;
  await tx.prisma.oauthAccount.deleteMany({ where: { userId } });
  await tx.prisma.secondFactor.deleteMany({ where: { userId } });
  await tx.prisma.secondFactorRecoveryCode.deleteMany({ where: { userId } });
}
