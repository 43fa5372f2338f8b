import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { firstIds, resolveFilters, type SelectiveFilter } from "@/lib/lists/selective-filters";
import type { UserFilters } from "./schema";

const u = expressionBuilder<DB & { u: DB["users"] }, "u">();

/** The conditions under which an account `u` is one that the filters match. A search goes through all accounts, once. */
export async function userConditions(tx: Transaction, filters: UserFilters): Promise<Expression<SqlBool>[]> {
  const { q, role, active, verified, method, balance, seen, calls, ids } = filters;
  return [
    ...(await resolveFilters(tx, "u.id", q === undefined ? [] : [searchFilter(q)])),
    ...(role ? [u("u.role", "=", role)] : []),
    ...(active ? [u("u.is_active", "=", active === "yes")] : []),
    ...(verified ? [u("u.email_verified", "=", verified === "yes")] : []),
    ...(method ? [u("u.auth_provider", "=", method)] : []),
    ...(balance ? [u("u.credits", balance === "none" ? "<=" : ">", 0)] : []),
    ...(seen ? [seenCondition(seen)] : []),
    ...(calls ? [calls === "yes" ? hasCalls : u.not(hasCalls)] : []),
    ...(ids ? [u("u.id", "=", anyOf(ids))] : []),
  ];
}

const hasCalls = u.exists(
  u
    .selectFrom("user_kpi_summary as s")
    .select("s.user_id")
    .whereRef("s.user_id", "=", "u.id")
    .where("s.last_call_date", "is not", null),
);

function seenCondition(seen: NonNullable<UserFilters["seen"]>): Expression<SqlBool> {
  const sessions = u.selectFrom("user_sessions as s").select("s.id").whereRef("s.user_id", "=", "u.id");
  if (seen === "never") return u.not(u.exists(sessions));
  const since = sql<Date>`now() - ${seen === "week" ? "7 days" : "30 days"}::interval`;
  return u.exists(sessions.where("s.last_used_at", ">", since));
}

function searchFilter(typed: string): SelectiveFilter {
  const condition = searchCondition(typed.replaceAll("\0", "").toWellFormed());
  return { find: firstIds(u.selectFrom("users as u").select("u.id").where(condition)), condition };
}

/** An id, a part of a name or an address, or the digits of a number that is assigned to the account. */
function searchCondition(text: string): Expression<SqlBool> {
  if (z.uuid().safeParse(text).success) return u("u.id", "=", text.toLowerCase());
  const part = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const digits = text.replaceAll(/[\s().\-/]/g, "");
  const assigned = u
    .selectFrom("phone_numbers as p")
    .select("p.assigned_to_user_id")
    .where("p.assigned_to_user_id", "is not", null)
    .where("p.phone_number", "like", `%${digits.replace(/^\+?0*/, "")}%`);
  return u.or([
    sql<boolean>`lower(u.name) LIKE ${part}`,
    u("u.email", "like", part),
    ...(/^\+?\d{3,20}$/.test(digits) ? [u("u.id", "in", assigned)] : []),
  ]);
}
