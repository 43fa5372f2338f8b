import type { Transaction } from "@/lib/db/transaction";

/**
 * Notes that an account's owner has proved its address. Until now anybody may have signed up with it: other ways in that they made must
 * not outlast their password.
 */
export async function verifyOwner(tx: Transaction, userId: string): Promise<void> {
  const { rowCount } = await tx.query("UPDATE users SET email_verified = true WHERE id = $1 AND NOT email_verified", [
    userId,
  ]);
  if (rowCount === 0) return;
  for (const table of ["oauth_accounts", "second_factors", "second_factor_recovery_codes"])
    await tx.query(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
}
