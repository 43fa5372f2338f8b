import type { Context } from "@/lib/db/context";

export const audits = ["consistency", "isolation"] as const;
export type Audit = (typeof audits)[number];

const sources = {
  consistency: "validate_user_data_consistency()",
  isolation: "audit_data_isolation()",
} as const satisfies Record<Audit, string>;

/** Beyond so many findings of one night the rest is not kept: the fault is known, and the table stays readable. */
const findingsMax = 10_000;

/**
 * Runs an audit over all tenants and writes down what it finds: a finding seen before keeps its first day, and one that is
 * gone is marked resolved.
 * @returns how many findings stand.
 */
export function storeFindings(ctx: Pick<Context, "db">, audit: Audit): Promise<number> {
  return ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ found: number }>(
      `WITH found AS MATERIALIZED (
         SELECT check_name, user_id, table_name, row_id, min(detail) AS detail
         FROM (SELECT * FROM ${sources[audit]} LIMIT $2) audit GROUP BY check_name, user_id, table_name, row_id
       ), stored AS (
         INSERT INTO audit_findings AS f (audit, check_name, tenant_id, table_name, row_id, detail)
         SELECT $1, check_name, user_id, table_name, row_id, detail FROM found
         ON CONFLICT ON CONSTRAINT audit_findings_key DO UPDATE SET
           detail = excluded.detail, last_seen_at = excluded.last_seen_at, resolved_at = NULL,
           first_seen_at = CASE WHEN f.resolved_at IS NULL THEN f.first_seen_at ELSE excluded.first_seen_at END
       ), resolved AS (
         UPDATE audit_findings f SET resolved_at = now()
         WHERE f.audit = $1 AND f.resolved_at IS NULL AND (SELECT count(*) FROM found) < $2 AND NOT EXISTS (
           SELECT FROM found n WHERE n.check_name = f.check_name AND n.table_name = f.table_name AND n.row_id = f.row_id
             AND n.user_id IS NOT DISTINCT FROM f.tenant_id)
       )
       SELECT count(*)::integer AS found FROM found`,
      [audit, findingsMax],
    );
    return rows[0]?.found ?? 0;
  });
}
