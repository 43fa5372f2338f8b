import type { Transaction } from "@/lib/db/transaction";
import { defaultCountry } from "@/lib/platform/countries";

/**
 * Makes this transaction the only writer of the tenant's contacts until it ends, by the lock that ingestion and imports also take: lookups
 * of numbers and addresses stay valid, and writers cannot deadlock.
 * @returns the country by which the tenant's numbers are read, or null.
 */
export async function lockContacts({ kysely }: Transaction, userId: string): Promise<{ country: string | null }> {
  const user = await kysely
    .selectFrom("users")
    .select(["country", "timezone"])
    .where("id", "=", userId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return { country: user ? defaultCountry(user) : null };
}
