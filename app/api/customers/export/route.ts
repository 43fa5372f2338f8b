import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { exportCustomers } from "@/lib/customers/export-customers";
import { parseCustomerQuery } from "@/lib/customers/parse-customer-query";
import { answer } from "../../_answer";
import { csvAnswer } from "../../_csv";

export const dynamic = "force-dynamic";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const { filters } = parseCustomerQuery(Object.fromEntries(new URL(request.url).searchParams));
  return csvAnswer({ name: "customers", signal: request.signal, ...exportCustomers(ctx, { filters }) });
});
