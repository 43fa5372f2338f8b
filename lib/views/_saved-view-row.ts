import type { Transaction } from "@/lib/db/transaction";

/** What a view tells of itself. */
export const viewColumns = { id: true, name: true, query: true } as const;

/** Lets the tenant's changes of the number and order of views wait for each other: two at once would both be the last that may be. */
export async function lockViews({ kysely }: Transaction, userId: string): Promise<void> {
  await kysely.selectFrom("users").select("id").where("id", "=", userId).forNoKeyUpdate().execute();
}
