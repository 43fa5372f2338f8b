import type { Transaction } from "@/lib/db/transaction";

/** The public fields of a view. */
export const viewColumns = { id: true, name: true, query: true } as const;

/** Serialises changes of the number and order of a tenant's views: two concurrent ones could exceed the limit. */
export async function lockViews({ kysely }: Transaction, userId: string): Promise<void> {
  await kysely.selectFrom("users").select("id").where("id", "=", userId).forNoKeyUpdate().execute();
}
