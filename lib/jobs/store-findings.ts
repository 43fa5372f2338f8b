import type { Context } from "@/lib/db/context";

export const audits = ["consistency", "isolation"] as const;
export type Audit = (typeof audits)[number];

const sources = {
  consistency: "validate_user_data_consistency",
  isolation: "audit_data_isolation",
} as const satisfies Record<Audit, string>;

/** Beyond so many findings of one tenant, check and table the rest is not kept: the fault is known, and hides no other. */
const findingsOfKindMax = 1_000;

/**
 * Runs an audit over one tenant, or over all, and writes down what it finds: a finding seen before keeps its first day, and one that
 * is gone is marked resolved.
 * @returns how many findings stand, with those that are not kept.
 */
export function storeFindings(ctx: Pick<Context, "db">, audit: Audit, tenant: string | null = null): Promise<number> {
  return ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ found: number }>(
      `WITH found AS MATERIALIZED (
         SELECT check_name, user_id, table_name, row_id, min(detail) AS detail,
           row_number() OVER (PARTITION BY user_id, check_name, table_name ORDER BY row_id) AS place
         FROM ${sources[audit]}($3::uuid) GROUP BY check_name, user_id, table_name, row_id
       ), stored AS (
         INSERT INTO audit_findings AS f (audit, check_name, tenant_id, table_name, row_id, detail)
         SELECT $1, check_name, user_id, table_name, row_id, detail FROM found WHERE place <= $2
         ON CONFLICT ON CONSTRAINT audit_findings_key DO UPDATE SET
           detail = excluded.detail, last_seen_at = excluded.last_seen_at, resolved_at = NULL,
           first_seen_at = CASE WHEN f.resolved_at IS NULL THEN f.first_seen_at ELSE excluded.first_seen_at END
       ), resolved AS (
         UPDATE audit_findings f SET resolved_at = now()
         WHERE f.audit = $1 AND f.resolved_at IS NULL AND ($3::uuid IS NULL OR f.tenant_id = $3::uuid) AND NOT EXISTS (
           SELECT FROM found n WHERE n.check_name = f.check_name AND n.table_name = f.table_name AND n.row_id = f.row_id
             AND n.user_id IS NOT DISTINCT FROM f.tenant_id)
       )
       SELECT count(*)::integer AS found FROM found`,
      [audit, findingsOfKindMax, tenant],
    );
    return rows[0]?.found ?? 0;
  });
}
