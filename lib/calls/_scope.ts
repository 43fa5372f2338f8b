import type { CallFilters, Cta } from "./schema";

export const ctaColumns = {
  pricing: "cta_pricing_clicked",
  demo: "cta_demo_clicked",
  followup: "cta_followup_clicked",
  sample: "cta_sample_clicked",
  human: "cta_escalated_to_human",
} as const satisfies Record<Cta, string>;

/** Collects the parameters of one statement; `add` returns the placeholder to write. */
export function createParameters() {
  const values: unknown[] = [];
  return { values, add: (value: unknown) => `$${values.push(value)}` };
}

export type Parameters = ReturnType<typeof createParameters>;

/** The conditions under which a call `c` with its lead `l` and outcome `o` belongs to the tenant's filtered list. */
export function callConditions(
  tenant: { userId: string; timezone: string },
  filters: CallFilters,
  { add }: Parameters,
): string[] {
  const conditions = [`c.user_id = ${add(tenant.userId)}`];
  const { range } = filters;
  if (range) {
    const zone = add(tenant.timezone);
    const from = add(range.from);
    const to = add(range.to);
    conditions.push(
      `c.call_date BETWEEN ${from}::date AND ${to}::date`,
      // The index is ordered by instant. Two hours more on both sides cover midnights that happen twice or never.
      `c.started_at >= (${from}::date::timestamp AT TIME ZONE ${zone}) - interval '2 hours'`,
      `c.started_at < ((${to}::date + 1)::timestamp AT TIME ZONE ${zone}) + interval '2 hours'`,
    );
  }
  if (filters.agent) conditions.push(`c.agent_id = ${add(filters.agent)}`);
  if (filters.status) conditions.push(`c.status = ANY (${add(filters.status)}::varchar[])`);
  if (filters.source) conditions.push(`c.call_source = ${add(filters.source)}`);
  if (filters.direction) conditions.push(`c.lead_type = ${add(filters.direction)}`);
  if (filters.outcome) conditions.push(`o.outcome = ${add(filters.outcome)}`);
  if (filters.temperature) conditions.push(`l.lead_status_tag = ${add(filters.temperature)}`);
  if (filters.lead) conditions.push("l.id IS NOT NULL");
  if (filters.qualified) conditions.push("l.is_qualified");
  if (filters.cta === "any")
    conditions.push(
      `(${Object.values(ctaColumns)
        .map((column) => `l.${column}`)
        .join(" OR ")})`,
    );
  else if (filters.cta) conditions.push(`l.${ctaColumns[filters.cta]}`);
  return conditions;
}
