import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { DB } from "@/lib/db/generated-tables/tables";
import { readValue } from "@/lib/db/read-value";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { instantOfDay } from "@/lib/lists/instant-of-day";
import { firstIds, foundMax } from "@/lib/lists/selective-filters";
import { storableText } from "@/lib/platform/storable-text";
import type { AuditFilters } from "./schema";

const l = expressionBuilder<DB & { l: DB["admin_audit_log"] }, "l">();

/** The conditions under which an entry `l` of the audit log is one that the filters match; days are those of a zone. */
export async function auditConditions(
  tx: Transaction,
  filters: AuditFilters,
  timezone: string,
): Promise<Expression<SqlBool>[]> {
  const { q, action, target, setting, from, to, ids } = filters;
  return [
    ...(q ? [await searchCondition(tx, storableText(q))] : []),
    ...(action ? [l("l.action", "=", action)] : []),
    ...(target ? [l("l.target_user_id", "=", target)] : []),
    ...(setting ? [l.and([ofSetting, l("l.resource_id", "=", setting)])] : []),
    ...(from ? [l("l.created_at", ">=", instantOfDay(from, "00:00", timezone))] : []),
    ...(to ? [sql<boolean>`l.created_at < ((${to}::date + 1)::timestamp AT TIME ZONE ${timezone})`] : []),
    ...(ids ? [l("l.id", "=", anyOf(ids))] : []),
  ];
}

// Written out, as in the condition of the index.
const ofSetting = sql<boolean>`l.resource_type = 'system_config'`;

/** Who did it or to whom, by an id, a part of a name or of an address; or a part of the setting's key. Accounts are gone through once. */
async function searchCondition({ kysely }: Transaction, text: string): Promise<Expression<SqlBool>> {
  if (z.uuid().safeParse(text).success) {
    const id = text.toLowerCase();
    return l.or([l("l.admin_user_id", "=", id), l("l.target_user_id", "=", id), l("l.resource_id", "=", id)]);
  }
  const part = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const people = sql`SELECT p.id FROM users p WHERE lower(p.name) LIKE ${part} OR p.email LIKE ${part}`;
  const found = await readValue(kysely, firstIds(people));
  const isMeant = found.length > foundMax ? sql`IN (${people})` : sql`= ${anyOf(found)}`;
  return l.or([
    sql<boolean>`l.admin_user_id ${isMeant}`,
    sql<boolean>`l.target_user_id ${isMeant}`,
    l.and([ofSetting, l("l.resource_id", "like", part)]),
  ]);
}
