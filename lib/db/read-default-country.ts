import { defaultCountry } from "@/lib/platform/countries";
import type { Transaction } from "./transaction";

/** The country by which the tenant's numbers without a country's code are read, or null. */
export async function readDefaultCountry(tx: Transaction, userId: string): Promise<string | null> {
  const { rows } = await tx.query<{ country: string | null; timezone: string }>(
    "SELECT country, timezone FROM users WHERE id = $1",
    [userId],
  );
  return rows[0] ? defaultCountry(rows[0]) : null;
}
