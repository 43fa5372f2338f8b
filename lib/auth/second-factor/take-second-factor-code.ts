import type { Transaction } from "@/lib/db/transaction";
import { takeRecoveryCode } from "./recovery-codes";
import { openTotpSecret } from "./second-factor-secret";
import { findTotpStep } from "./totp";

type Given = { userId: string; code: string; now: Date };

/** Uses up a code of the confirmed authenticator, or a recovery code. Each is accepted once, even when it is sent several times at once. */
export async function takeSecondFactorCode(tx: Transaction, { userId, code, now }: Given): Promise<boolean> {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return takeRecoveryCode(tx, userId, code, now);
  const factor = await tx.prisma.secondFactor.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { secretEncrypted: true },
  });
  const step = factor && findTotpStep(openTotpSecret(factor.secretEncrypted, userId), digits, now);
  if (step === null) return false;
  const { count } = await tx.prisma.secondFactor.updateMany({
    where: { userId, OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }] },
    data: { lastUsedStep: step },
  });
  return count === 1;
}
