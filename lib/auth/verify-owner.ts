import type { Transaction } from "@/lib/db/transaction";

/**
 * Notes that an account's owner has proved its address. Until now anybody may have signed up with it: other ways in that they made must
 * not outlast their password.
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
