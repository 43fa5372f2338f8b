import type { InferResult, Kysely } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { oneOf } from "@/lib/platform/one-of";
import { customerStatuses } from "./customer-status";
import type { CustomerListItem } from "./schema";

/** What the tenant's customers `k` say of themselves. */
export const selectCustomers = (kysely: Kysely<DB>, userId: string) =>
  kysely
    .selectFrom("customers as k")
    .where("k.user_id", "=", userId)
    .select([
      "k.id",
      "k.customer_reference_number as reference",
      "k.name",
      "k.phone",
      "k.email",
      "k.company",
      "k.status",
      "k.assigned_sales_rep as sales_rep",
      instantText("k.conversion_date").as("converted_at"),
      "k.original_lead_source as lead_source",
      "k.last_interaction_date",
    ]);

export type CustomerRow = InferResult<ReturnType<typeof selectCustomers>>[number];

/** A row as the list shows it. */
export function toCustomer(row: CustomerRow): CustomerListItem {
  return {
    id: row.id,
    reference: row.reference,
    name: row.name,
    phone: row.phone === null ? null : { e164: row.phone, ...formatPhoneNumber(row.phone) },
    email: row.email,
    company: row.company,
    status: oneOf(customerStatuses, row.status),
    salesRep: row.sales_rep,
    convertedAt: row.converted_at,
    leadSource: row.lead_source,
    lastInteractionAt: row.last_interaction_date?.toISOString() ?? null,
  };
}
