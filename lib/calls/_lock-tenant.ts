import type { Kysely } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";

/** Changes of several calls lock the tenant's row first, as ingestion does, so that no other change interferes. */
export async function lockTenant(kysely: Kysely<DB>, userId: string): Promise<void> {
  await kysely.selectFrom("users").select("id").where("id", "=", userId).forNoKeyUpdate().execute();
}
