import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import type { CustomerStatus } from "./customer-status";
import type { CustomerListItem } from "./schema";

export type CustomerRow = {
  id: string;
  reference: string;
  name: string;
  phone: string | null;
  email: string | null;
  company: string | null;
  status: CustomerStatus;
  sales_rep: string | null;
  converted_at: string;
  lead_source: string | null;
  last_interaction_date: Date | null;
};

/** What a customer `k` says of itself. */
export const customerColumns = `k.id, k.customer_reference_number AS reference, k.name, k.phone, k.email, k.company, k.status,
  k.assigned_sales_rep AS sales_rep, to_char(k.conversion_date AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS converted_at,
  k.original_lead_source AS lead_source, k.last_interaction_date`;

/** A row as the list shows it. */
export function toCustomer(row: CustomerRow): CustomerListItem {
  return {
    id: row.id,
    reference: row.reference,
    name: row.name,
    phone: row.phone === null ? null : { e164: row.phone, ...formatPhoneNumber(row.phone) },
    email: row.email,
    company: row.company,
    status: row.status,
    salesRep: row.sales_rep,
    convertedAt: row.converted_at,
    leadSource: row.lead_source,
    lastInteractionAt: row.last_interaction_date?.toISOString() ?? null,
  };
}
