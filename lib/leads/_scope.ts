import type { Cta } from "@/lib/calls/schema";
import { createParameters, type Parameters } from "@/lib/db/parameters";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import type { Transaction } from "@/lib/db/transaction";
import type { LeadFilters } from "./schema";
import { searchesOf } from "./search-leads";

export const ctaColumns = {
  pricing: "cta_pricing_calls",
  demo: "cta_demo_calls",
  followup: "cta_followup_calls",
  sample: "cta_sample_calls",
  human: "cta_human_calls",
} as const satisfies Record<Cta, string>;

/** Up to so many matches of a filter are found first and sorted then; of more, the list is walked in its order until a page is full. */
const foundMax = 5_000;

/** Of the statements over leads `l`: its conditions, to be asked for once a statement. */
export type Scope = (parameters: Parameters) => string[];

/** A filter that may match few of very many leads: the statement that finds them, and how to tell whether a lead is one. */
type Narrowing = { find(parameters: Parameters): string; tell(parameters: Parameters): string };

type Tenant = { userId: string; timezone: string };

/**
 * The leads of the tenant that the filters match.
 * @param today in the tenant's zone, by which a follow-up is overdue.
 */
export async function leadScope(tx: Transaction, tenant: Tenant, filters: LeadFilters, today: string): Promise<Scope> {
  const few: string[][] = [];
  const many: Narrowing[] = [];
  const country = filters.q === undefined ? null : await readDefaultCountry(tx, tenant.userId);
  for (const narrowing of narrowings(filters, today, country)) {
    const parameters = createParameters();
    parameters.add(tenant.userId);
    const found = narrowing.find(parameters);
    const { rows } = await tx.query<{ ids: string[] }>(
      `SELECT ARRAY (SELECT found.id FROM (${found}) found LIMIT ${foundMax + 1}) AS ids`,
      parameters.values,
    );
    const ids = rows[0]?.ids ?? [];
    if (ids.length > foundMax) many.push(narrowing);
    else few.push(ids);
  }
  return (parameters) => {
    const user = parameters.add(tenant.userId);
    return [
      `l.user_id = ${user}`,
      ...few.map((ids) => `l.id = ANY (${parameters.add(ids)}::uuid[])`),
      ...many.map((narrowing) => narrowing.tell(parameters)),
      ...plainConditions(tenant, filters, parameters),
    ];
  };
}

/** What an index serves in the list's own orders, and what hardly any lead is left out by. */
function plainConditions(tenant: Tenant, filters: LeadFilters, { add }: Parameters): string[] {
  const conditions: string[] = [];
  const { range } = filters;
  if (range) {
    const [zone, from, to] = [add(tenant.timezone), add(range.from), add(range.to)];
    conditions.push(
      `l.latest_call_date BETWEEN ${from}::date AND ${to}::date`,
      // The index is ordered by instant. Two hours more on both sides cover midnights that happen twice or never.
      `l.latest_call_at >= (${from}::date::timestamp AT TIME ZONE ${zone}) - interval '2 hours'`,
      `l.latest_call_at < ((${to}::date + 1)::timestamp AT TIME ZONE ${zone}) + interval '2 hours'`,
    );
  }
  if (filters.temperature) conditions.push(`l.latest_tag = ${add(filters.temperature)}`);
  if (filters.agent) conditions.push(`l.latest_agent_id = ${add(filters.agent)}`);
  if (filters.followup === "none") conditions.push(`NOT ${pendingFollowUp("")}`);
  if (filters.customer === "no") conditions.push(...customerKeys.map((key) => `NOT ${customerBy(key)}`));
  return conditions;
}

function narrowings(filters: LeadFilters, today: string, country: string | null): Narrowing[] {
  const { score, cta, demo, followup, customer, q } = filters;
  const found: Narrowing[] = [];
  if (score) found.push(byScore(score, filters.temperature));
  if (cta) found.push(byColumn(cta === "any" ? "cta_calls > 0" : `${ctaColumns[cta]} > 0`));
  if (demo) found.push(byColumn("demo_scheduled_at IS NOT NULL"));
  if (followup === "open" || followup === "overdue") found.push(byFollowUp(followup === "overdue" ? today : null));
  if (customer === "yes") found.push(customers);
  if (q !== undefined) {
    // It finds no more than are looked at, so it is never told.
    found.push({ find: (parameters) => searchesOf(q, country, parameters), tell: () => "true" });
  }
  return found;
}

function byColumn(condition: string): Narrowing {
  return {
    find: () => `SELECT id FROM leads WHERE user_id = $1 AND ${condition}`,
    tell: () => `l.${condition}`,
  };
}

function byScore({ from, to }: { from: number | null; to: number | null }, temperature?: string): Narrowing {
  const within = (column: string, { add }: Parameters) =>
    [`${column} >= ${add(from ?? 0)}`, ...(to === null ? [] : [`${column} <= ${add(to)}`])].join(" AND ");
  return {
    find: (parameters) => {
      const tag = temperature ? `AND latest_tag = ${parameters.add(temperature)}` : "";
      return `SELECT id FROM leads WHERE user_id = $1 ${tag} AND ${within("latest_rank", parameters)}`;
    },
    tell: (parameters) => within("l.latest_rank", parameters),
  };
}

function pendingFollowUp(isDue: string): string {
  return `EXISTS (SELECT FROM follow_ups f WHERE f.user_id = l.user_id AND f.person_key = l.person_key
    AND f.follow_up_status = 'pending' ${isDue})`;
}

/** @param dueBefore a day by which the follow-up is overdue; null for any that is pending. */
function byFollowUp(dueBefore: string | null): Narrowing {
  const isDue = ({ add }: Parameters) => (dueBefore === null ? "" : `AND f.follow_up_date < ${add(dueBefore)}::date`);
  return {
    find: (parameters) => `SELECT l.id FROM (
        SELECT DISTINCT f.person_key FROM follow_ups f
        WHERE f.user_id = $1 AND f.follow_up_status = 'pending' ${isDue(parameters)} LIMIT ${foundMax + 1}
      ) due JOIN leads l ON l.user_id = $1 AND l.person_key = due.person_key`,
    tell: (parameters) => pendingFollowUp(isDue(parameters)),
  };
}

/** Who a lead's customer is: the one made of it, or one with its number or its address. */
const customerKeys = ["person_key", "phone", "email_search"];
const customerBy = (key: string) =>
  `EXISTS (SELECT FROM customers k WHERE k.user_id = l.user_id AND k.${key} = l.person_key)`;

const customers: Narrowing = {
  find: () =>
    customerKeys
      .map(
        (key) => `SELECT l.id FROM (
          SELECT k.${key} AS person_key FROM customers k WHERE k.user_id = $1 AND k.${key} IS NOT NULL LIMIT ${foundMax + 1}
        ) k JOIN leads l ON l.user_id = $1 AND l.person_key = k.person_key`,
      )
      .map((select) => `(${select})`)
      .join(" UNION "),
  tell: () => `(${customerKeys.map(customerBy).join(" OR ")})`,
};
