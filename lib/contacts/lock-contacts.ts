import type { Transaction } from "@/lib/db/transaction";
import { defaultCountry } from "@/lib/platform/countries";

/**
 * Makes this transaction the only one that writes contacts of the tenant until it ends, ingestion and imports included, by the lock that
 * ingestion takes: what is looked up about numbers and addresses stays true, and nobody waits for another in a circle.
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
