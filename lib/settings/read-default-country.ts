import type { Transaction } from "@/lib/db/transaction";
import { defaultCountry } from "@/lib/platform/countries";

/** The country by which the tenant's numbers without a country code are read, or null. */
export async function readDefaultCountry(tx: Transaction, userId: string): Promise<string | null> {
  const user = await tx.kysely
    .selectFrom("users")
    .select(["country", "timezone"])
    .where("id", "=", userId)
    .executeTakeFirst();
  return user ? defaultCountry(user) : null;
}
