import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { functionValue } from "@/lib/db/function-value";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { firstIds, foundMax, resolveFilters, type SelectiveFilter } from "@/lib/lists/selective-filters";
import { contactQuery } from "./contact-query";
import type { ContactFilters } from "./schema";

type Tenant = { userId: string; country: string | null };

const c = expressionBuilder<DB & { c: DB["contacts"] }, "c">();

/** The conditions under which a contact `c` is one of the tenant's that the filters match. */
export async function contactConditions(
  tx: Transaction,
  tenant: Tenant,
  filters: ContactFilters,
): Promise<Expression<SqlBool>[]> {
  return [
    c("c.user_id", "=", tenant.userId),
    ...(await resolveFilters(tx, "c.id", selectiveFilters(tenant, filters))),
    ...(filters.customer === "no" ? [c.not(c.ref("c.is_customer"))] : []),
    ...(filters.ids ? [c("c.id", "=", anyOf(filters.ids))] : []),
    // Both orders of the list have an index of these.
    ...(filters.calls === "yes" ? [c.ref("c.has_calls")] : []),
  ];
}

function selectiveFilters(tenant: Tenant, filters: ContactFilters): SelectiveFilter[] {
  const { userId } = tenant;
  const { source, customer } = filters;
  const found: SelectiveFilter[] = [];
  const query = filters.q === undefined ? null : contactQuery(filters.q, tenant);
  if (query !== null) {
    found.push({
      find: functionValue("search_contacts", { query, rows_max: foundMax + 1 }),
      condition: sql<boolean>`c.search @@ ${query}::tsquery`,
    });
  }
  if (source === "import") found.push(byColumn(userId, c("c.import_id", "is not", null)));
  else if (source) {
    // Literals, so that the planner recognises the partial index.
    const isOfSource = c("c.source", "=", sql.lit(source));
    found.push(byColumn(userId, c.and([c("c.source", "<>", sql.lit("import")), isOfSource])));
  }
  if (customer === "yes") found.push(byColumn(userId, c.ref("c.is_customer")));
  if (filters.import) found.push(ofImport(userId, filters.import));
  return found;
}

function byColumn(userId: string, condition: Expression<SqlBool>): SelectiveFilter {
  const found = c.selectFrom("contacts as c").select("c.id").where("c.user_id", "=", userId).where(condition);
  return { find: firstIds(found), condition };
}

function ofImport(userId: string, importId: string): SelectiveFilter {
  const { find, condition } = byColumn(userId, c("c.import_id", "=", importId));
  const madeBy = c.selectFrom("contact_imports as i").where("i.user_id", "=", userId).where("i.id", "=", importId);
  return {
    find,
    // An import creates its contacts within one period, which the index by creation time finds.
    condition: c.and([
      condition,
      c("c.created_at", ">=", madeBy.select("i.started_at")),
      c("c.created_at", "<=", madeBy.select(sql<Date>`coalesce(i.finished_at, now())`.as("finished_at"))),
    ]),
  };
}
