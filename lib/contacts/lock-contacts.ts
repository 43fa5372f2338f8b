import type { Transaction } from "@/lib/db/transaction";
import { defaultCountry } from "@/lib/platform/countries";

/**
 * Makes this transaction the only one that writes contacts of the tenant until it ends, ingestion and imports included, by the lock that
 * ingestion takes: what is looked up about numbers and addresses stays true, and nobody waits for another in a circle.
 * @returns the country by which the tenant's numbers are read, or null.
 */
export async function lockContacts(tx: Transaction, userId: string): Promise<{ country: string | null }> {
  const { rows } = await tx.query<{ country: string | null; timezone: string }>(
    "SELECT country, timezone FROM users WHERE id = $1 FOR NO KEY UPDATE",
    [userId],
  );
  return { country: rows[0] ? defaultCountry(rows[0]) : null };
}
