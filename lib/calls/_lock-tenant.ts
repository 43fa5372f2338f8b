import type { Kysely } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";

/** Whoever changes several calls takes the tenant's row first, as ingestion does; nobody else's change comes between. */
export async function lockTenant(kysely: Kysely<DB>, userId: string): Promise<void> {
  await kysely.selectFrom("users").select("id").where("id", "=", userId).forNoKeyUpdate().execute();
}
