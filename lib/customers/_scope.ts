import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { anyOf } from "@/lib/lists/any-of";
import { numberBeginnings } from "@/lib/platform/phone-number/number-beginnings";
import type { CustomerFilters } from "./schema";

/** Sorts after everything that begins with the preceding text. */
const last = "\u{10FFFF}";
const searched = ["k.name_search", "k.last_name_search", "k.email_search", "k.company_search"] as const;

/**
 * The conditions under which a tenant's customer `k` belongs to the filtered list; a text is the beginning of what names a customer, a
 * number is read as one of the tenant's country.
 */
export function customerConditions(
  k: ExpressionBuilder<DB & { k: DB["customers"] }, "k">,
  country: string | null,
  { status, q, ids }: CustomerFilters,
): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = status ? [k("k.status", "=", status)] : [];
  if (ids) conditions.push(k("k.id", "=", anyOf(ids)));
  if (q !== undefined) {
    const written = q.toLowerCase();
    conditions.push(
      k.or([
        ...searched.map((column) => k.and([k(column, ">=", written), k(column, "<=", written + last)])),
        k("k.customer_reference_number", "=", q.toUpperCase()),
        // The length is part of the text, as it is of the index.
        ...numberBeginnings(q, country).map(
          (digits) => sql<boolean>`left(k.phone, ${sql.lit(digits.length + 1)}) = ${`+${digits}`}`,
        ),
      ]),
    );
  }
  return k.and(conditions);
}
