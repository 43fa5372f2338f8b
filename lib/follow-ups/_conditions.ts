import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { anyOf } from "@/lib/lists/any-of";
import { numberBeginnings } from "@/lib/platform/phone-number/number-beginnings";
import type { FollowUpFilters } from "./schema";

const searched = ["f.lead_name", "f.lead_email", "f.remark"] as const;

/**
 * The conditions under which a follow-up `f` belongs to the filtered list; a text is part of the person's name or address or of the
 * remark, a number is read as one of the tenant's country.
 */
export function followUpConditions(
  f: ExpressionBuilder<DB & { f: DB["follow_ups"] }, "f">,
  country: string | null,
  { q, ids }: FollowUpFilters,
): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = ids ? [f("f.id", "=", anyOf(ids))] : [];
  if (q !== undefined) {
    const part = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      f.or([
        ...searched.map((column) => f(column, "ilike", part)),
        // People identified only by their address.
        f.and([f("f.person_key", "like", "%@%"), f("f.person_key", "ilike", part)]),
        ...numberBeginnings(q, country).map(
          (digits) => sql<boolean>`starts_with(coalesce(f.lead_phone, f.person_key), ${`+${digits}`})`,
        ),
      ]),
    );
  }
  return f.and(conditions);
}
