import type { Kysely } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";

/** The tenants with an open finding of the consistency audit. */
export const tenantsWithFindings = (kysely: Kysely<DB>) =>
  kysely
    .selectFrom("audit_findings")
    .select("tenant_id as tenant")
    .distinct()
    .where("audit", "=", "consistency")
    .where("resolved_at", "is", null)
    .where("tenant_id", "is not", null)
    .$narrowType<{ tenant: string }>();
