import { randomInt } from "node:crypto";
import type { Transaction } from "@/lib/db/transaction";
import { hashRecoveryCode } from "./second-factor-secret";

const codeCount = 10;
/** Without characters that are easily confused. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** Ten codes of 49 bits, as xxxxx-xxxxx, in place of whatever codes there were. They are kept as hashes only. */
export async function replaceRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, () => `${part()}-${part()}`);
  await tx.prisma.secondFactorRecoveryCode.deleteMany({ where: { userId } });
  await tx.prisma.secondFactorRecoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashRecoveryCode(plainCode(code), userId) })),
  });
  return codes;
}

/** Uses up a recovery code; false if it is wrong or was used before. */
export async function takeRecoveryCode(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const { count } = await tx.prisma.secondFactorRecoveryCode.updateMany({
    where: { userId, codeHash: hashRecoveryCode(plainCode(code), userId), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Accepts any capitalisation and spacing. */
function plainCode(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function part(): string {
  return Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join("");
}
