import type { Parameters } from "@/lib/db/parameters";
import { numberBeginnings } from "@/lib/platform/phone-number/number-beginnings";
import type { CustomerFilters } from "./schema";

/** Sorts behind everything that begins with the text before it. */
const last = "\u{10FFFF}";

/**
 * The conditions under which a customer `k` belongs to the tenant's filtered list; a text is the beginning of what names a customer, a
 * number is read as one of the tenant's country.
 */
export function customerConditions(
  tenant: { userId: string; country: string | null },
  { status, q }: CustomerFilters,
  { add }: Parameters,
): string[] {
  const conditions = [`k.user_id = ${add(tenant.userId)}`];
  if (status) conditions.push(`k.status = ${add(status)}`);
  if (q !== undefined) {
    const written = q.toLowerCase();
    const [from, to] = [add(written), add(written + last)];
    const matches = ["name_search", "last_name_search", "email_search", "company_search"].map(
      (column) => `k.${column} >= ${from}::text AND k.${column} <= ${to}::text`,
    );
    const reference = add(q.toUpperCase());
    matches.push(`k.customer_reference_number = ${reference}`);
    for (const digits of numberBeginnings(q, tenant.country)) {
      matches.push(`left(k.phone, ${digits.length + 1}) = ${add(`+${digits}`)}`);
    }
    conditions.push(`(${matches.map((match) => `(${match})`).join(" OR ")})`);
  }
  return conditions;
}
