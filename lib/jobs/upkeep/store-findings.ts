import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { functionRows } from "@/lib/db/function-rows";

export const audits = ["consistency", "isolation"] as const;
export type Audit = (typeof audits)[number];

const sources = {
  consistency: "validate_user_data_consistency",
  isolation: "audit_data_isolation",
} as const satisfies Record<Audit, string>;

/** At most this many findings per tenant, check and table are stored, so that one fault does not hide others. */
const findingsOfKindMax = 1_000;

/**
 * Runs an audit over one tenant, or over all, and records what it finds: a finding seen before keeps its first day, and one that is gone is
 * marked resolved.
 * @returns the number of open findings, including those that are not stored.
 */
export function storeFindings(ctx: Pick<Context, "db">, audit: Audit, tenant: string | null = null): Promise<number> {
  return ctx.db.job(async ({ kysely }) => {
    const { found } = await kysely
      .with(
        (cte) => cte("found").materialized(),
        (db) =>
          db
            .selectFrom(functionRows(sources[audit], { tenant }))
            .select((row) => [
              "check_name",
              "user_id",
              "table_name",
              "row_id",
              row.fn.min("detail").as("detail"),
              sql<number>`row_number() OVER (PARTITION BY user_id, check_name, table_name ORDER BY row_id)`.as("place"),
            ])
            .groupBy(["check_name", "user_id", "table_name", "row_id"]),
      )
      .with("stored", (db) =>
        db
          .insertInto("audit_findings")
          .columns(["audit", "check_name", "tenant_id", "table_name", "row_id", "detail"])
          .expression(
            db
              .selectFrom("found")
              .select((row) => [row.val(audit).as("audit"), "check_name", "user_id", "table_name", "row_id", "detail"])
              .where("place", "<=", findingsOfKindMax),
          )
          .onConflict((conflict) =>
            conflict.constraint("audit_findings_key").doUpdateSet((row) => ({
              detail: row.ref("excluded.detail"),
              last_seen_at: row.ref("excluded.last_seen_at"),
              resolved_at: null,
              first_seen_at: row
                .case()
                .when("audit_findings.resolved_at", "is", null)
                .then(row.ref("audit_findings.first_seen_at"))
                .else(row.ref("excluded.first_seen_at"))
                .end(),
            })),
          ),
      )
      .with("resolved", (db) =>
        db
          .updateTable("audit_findings as f")
          .set({ resolved_at: sql<Date>`now()` })
          .where("f.audit", "=", audit)
          .where("f.resolved_at", "is", null)
          .where((f) => (tenant === null ? f.lit(true) : f("f.tenant_id", "=", tenant)))
          .where((f) =>
            f.not(
              f.exists(
                f
                  .selectFrom("found as n")
                  .whereRef("n.check_name", "=", "f.check_name")
                  .whereRef("n.table_name", "=", "f.table_name")
                  .whereRef("n.row_id", "=", "f.row_id")
                  .whereRef("n.user_id", "is not distinct from", "f.tenant_id"),
              ),
            ),
          ),
      )
      .selectFrom("found")
      .select((row) => row.fn.countAll<number>().as("found"))
      .executeTakeFirstOrThrow();
    return found;
  });
}
