import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Cta } from "@/lib/calls/schema";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { firstIds, foundMax, resolveFilters, type SelectiveFilter } from "@/lib/lists/selective-filters";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import type { LeadFilters } from "./schema";
import { searchConditions } from "./search-leads";

export const ctaColumns = {
  pricing: "cta_pricing_calls",
  demo: "cta_demo_calls",
  followup: "cta_followup_calls",
  sample: "cta_sample_calls",
  human: "cta_human_calls",
} as const satisfies Record<Cta, string>;

/** The number of leads examined for each way in which a text can match. */
const searchedMax = 1_000;

type Tenant = { userId: string; timezone: string };

const l = expressionBuilder<DB & { l: DB["leads"] }, "l">();

/**
 * The conditions under which a lead `l` is one of the tenant's that the filters match.
 * @param today in the tenant's zone, by which a follow-up is overdue.
 */
export async function leadConditions(
  tx: Transaction,
  tenant: Tenant,
  filters: LeadFilters,
  today: string,
): Promise<Expression<SqlBool>[]> {
  const country = filters.q === undefined ? null : await readDefaultCountry(tx, tenant.userId);
  return [
    l("l.user_id", "=", tenant.userId),
    ...(filters.ids ? [l("l.id", "=", anyOf(filters.ids))] : []),
    ...(await resolveFilters(tx, "l.id", selectiveFilters(tenant.userId, filters, { today, country }))),
    ...plainConditions(tenant, filters),
  ];
}

/** Conditions that an index serves in the list's orders, and conditions that exclude hardly any lead. */
function plainConditions({ timezone }: Tenant, filters: LeadFilters): Expression<SqlBool>[] {
  const { range, temperature, agent, followup, customer } = filters;
  const conditions: Expression<SqlBool>[] = [];
  if (range) {
    conditions.push(
      sql<boolean>`l.latest_call_date BETWEEN ${range.from}::date AND ${range.to}::date`,
      // The index is ordered by instant. Two hours more on both sides cover midnights that happen twice or never.
      sql<boolean>`l.latest_call_at >= (${range.from}::date::timestamp AT TIME ZONE ${timezone}) - interval '2 hours'`,
      sql<boolean>`l.latest_call_at < ((${range.to}::date + 1)::timestamp AT TIME ZONE ${timezone}) + interval '2 hours'`,
    );
  }
  if (temperature) conditions.push(l("l.latest_tag", "=", temperature));
  if (agent) conditions.push(l("l.latest_agent_id", "=", agent));
  if (followup === "none") conditions.push(l.not(hasPendingFollowUp(null)));
  if (customer === "no") conditions.push(...customerKeys.map((key) => l.not(isCustomerBy(key))));
  return conditions;
}

function selectiveFilters(
  userId: string,
  { score, temperature, cta, demo, followup, customer, q }: LeadFilters,
  { today, country }: { today: string; country: string | null },
): SelectiveFilter[] {
  const found: SelectiveFilter[] = [];
  if (score) {
    const isWithin = l.and([
      l("l.latest_rank", ">=", score.from ?? 0),
      ...(score.to === null ? [] : [l("l.latest_rank", "<=", score.to)]),
    ]);
    const ofTag = temperature ? [l("l.latest_tag", "=", temperature)] : [];
    found.push({ find: firstIds(leadsWhere(userId, l.and([...ofTag, isWithin]))), condition: isWithin });
  }
  if (cta) found.push(byColumn(userId, l(cta === "any" ? "l.cta_calls" : `l.${ctaColumns[cta]}`, ">", sql.lit(0))));
  if (demo) found.push(byColumn(userId, l("l.demo_scheduled_at", "is not", null)));
  if (followup === "open" || followup === "overdue") {
    found.push(byFollowUp(userId, followup === "overdue" ? today : null));
  }
  if (customer === "yes") found.push(byCustomer(userId));
  if (q !== undefined) found.push(bySearch(userId, searchConditions(q, country)));
  return found;
}

const leadsWhere = (userId: string, condition: Expression<SqlBool>) =>
  l.selectFrom("leads as l").select("l.id").where("l.user_id", "=", userId).where(condition);

const byColumn = (userId: string, condition: Expression<SqlBool>): SelectiveFilter => ({
  find: firstIds(leadsWhere(userId, condition)),
  condition,
});

const bySearch = (userId: string, ways: readonly Expression<SqlBool>[]): SelectiveFilter => ({
  find: firstIds(unionOf(ways.map((way) => leadsWhere(userId, way).limit(searchedMax)))),
  condition: l.or(ways),
});

/** @param dueBefore a day by which the follow-up is overdue; null for any that is pending. */
function hasPendingFollowUp(dueBefore: string | null): Expression<SqlBool> {
  return l.exists(
    pendingFollowUps(dueBefore).whereRef("f.user_id", "=", "l.user_id").whereRef("f.person_key", "=", "l.person_key"),
  );
}

function pendingFollowUps(dueBefore: string | null) {
  const pending = l.selectFrom("follow_ups as f").where("f.follow_up_status", "=", sql.lit("pending"));
  return dueBefore === null ? pending : pending.where("f.follow_up_date", "<", dueBefore);
}

function byFollowUp(userId: string, dueBefore: string | null): SelectiveFilter {
  const due = pendingFollowUps(dueBefore)
    .select("f.person_key")
    .distinct()
    .where("f.user_id", "=", userId)
    .limit(foundMax + 1);
  return { find: firstIds(leadsOf(userId, due)), condition: hasPendingFollowUp(dueBefore) };
}

/** Who a lead's customer is: the one made of it, or one with its number or its address. */
const customerKeys = ["k.person_key", "k.phone", "k.email_search"] as const;
type CustomerKey = (typeof customerKeys)[number];

function isCustomerBy(key: CustomerKey): Expression<SqlBool> {
  return l.exists(
    l.selectFrom("customers as k").whereRef("k.user_id", "=", "l.user_id").whereRef(key, "=", "l.person_key"),
  );
}

function byCustomer(userId: string): SelectiveFilter {
  const leadsBy = (key: CustomerKey) =>
    leadsOf(
      userId,
      l
        .selectFrom("customers as k")
        .select(sql.ref<string>(key).as("person_key"))
        .where("k.user_id", "=", userId)
        .where(key, "is not", null)
        .limit(foundMax + 1),
    );
  return { find: firstIds(unionOf(customerKeys.map(leadsBy))), condition: l.or(customerKeys.map(isCustomerBy)) };
}

/** The leads of whom a query names the keys. */
const leadsOf = (userId: string, people: Expression<{ person_key: string | null }>): RawBuilder<unknown> =>
  sql`SELECT l.id FROM ${people} due JOIN leads l ON l.user_id = ${userId} AND l.person_key = due.person_key`;

/** Rows of several independent queries. */
const unionOf = (queries: readonly Expression<unknown>[]): RawBuilder<unknown> =>
  sql.join(
    queries.map((query) => sql`(${query})`),
    sql` UNION `,
  );
