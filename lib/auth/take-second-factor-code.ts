import type { Transaction } from "@/lib/db/transaction";
import { takeRecoveryCode } from "./recovery-codes";
import { openTotpSecret } from "./second-factor-secret";
import { findTotpStep } from "./totp";

type Given = { userId: string; code: string; now: Date };

/** Uses up a code of the confirmed authenticator or a recovery code. Each is worth something once, whoever else gives it at once. */
export async function takeSecondFactorCode(tx: Transaction, { userId, code, now }: Given): Promise<boolean> {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return takeRecoveryCode(tx, userId, code, now);
  const { rows } = await tx.query<{ secret_encrypted: string }>(
    "SELECT secret_encrypted FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL",
    [userId],
  );
  const step = rows[0] && findTotpStep(openTotpSecret(rows[0].secret_encrypted, userId), digits, now);
  if (step === undefined || step === null) return false;
  const { rowCount } = await tx.query(
    "UPDATE second_factors SET last_used_step = $2 WHERE user_id = $1 AND (last_used_step IS NULL OR last_used_step < $2)",
    [userId, step],
  );
  return rowCount === 1;
}
