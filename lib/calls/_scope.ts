import type { CallFilters, CallStatus, Cta } from "./schema";

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

/** The table from which a list is read in the order in which its calls began. */
export type Driver = { table: string; alias: "c" | "l" | "o"; startedAt: string; callId: string };

const calls: Driver = { table: "calls", alias: "c", startedAt: "c.started_at", callId: "c.id" };
const leads: Driver = { table: "lead_analytics", alias: "l", startedAt: "l.call_started_at", callId: "l.call_id" };
const outcomes: Driver = {
  table: "agent_call_outcomes",
  alias: "o",
  startedAt: "o.call_started_at",
  callId: "o.call_id",
};

/** Leads and outcomes repeat when their call began, so a list of few of them need not look at all calls. */
export function driverOf(filters: CallFilters): Driver {
  if (filters.temperature || filters.lead || filters.qualified || filters.cta) return leads;
  return filters.outcome ? outcomes : calls;
}

/** The tables that the filters look at: the driver, and what else they name. */
export function filteredTables(filters: CallFilters): string {
  const { table, alias, callId } = driverOf(filters);
  const joins = [`${table} ${alias}`];
  const namesCall = filters.status ?? filters.source ?? filters.direction ?? filters.email;
  if (alias !== "c" && namesCall) joins.push(`calls c ON c.id = ${callId} AND c.user_id = ${alias}.user_id`);
  if (alias === "l" && filters.outcome)
    joins.push("agent_call_outcomes o ON o.call_id = l.call_id AND o.user_id = l.user_id");
  return joins.join(" JOIN ");
}

/** The conditions under which a call `c` with its lead `l` and outcome `o` belongs to the tenant's filtered list. */
export function callConditions(
  tenant: { userId: string; timezone: string },
  filters: CallFilters,
  { add }: Parameters,
): string[] {
  const { alias, startedAt } = driverOf(filters);
  const conditions = [`${alias}.user_id = ${add(tenant.userId)}`];
  const { range } = filters;
  if (range) {
    const zone = add(tenant.timezone);
    const from = add(range.from);
    const to = add(range.to);
    conditions.push(
      `${alias}.call_date BETWEEN ${from}::date AND ${to}::date`,
      // The index is ordered by instant. Two hours more on both sides cover midnights that happen twice or never.
      `${startedAt} >= (${from}::date::timestamp AT TIME ZONE ${zone}) - interval '2 hours'`,
      `${startedAt} < ((${to}::date + 1)::timestamp AT TIME ZONE ${zone}) + interval '2 hours'`,
    );
  }
  if (filters.agent) conditions.push(`${alias}.agent_id = ${add(filters.agent)}`);
  if (filters.status) conditions.push(statusCondition(filters.status, add));
  if (filters.source) conditions.push(`c.call_source = ${add(filters.source)}`);
  if (filters.direction) conditions.push(`c.lead_type = ${add(filters.direction)}`);
  if (filters.email) conditions.push(`c.caller_email = ${add(filters.email)}`);
  if (filters.outcome) conditions.push(`o.outcome = ${add(filters.outcome)}`);
  if (filters.temperature) conditions.push(`l.lead_status_tag = ${add(filters.temperature)}`);
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

/** One status is compared by itself: an index keeps its order for one value, not for a list of them. */
function statusCondition(statuses: readonly CallStatus[], add: Parameters["add"]): string {
  const [only, ...more] = new Set(statuses);
  return more.length === 0 ? `c.status = ${add(only)}` : `c.status = ANY (${add(statuses)}::varchar[])`;
}
