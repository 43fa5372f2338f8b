import { exportCustomers } from "@/lib/customers/export-customers";
import { parseCustomerQuery } from "@/lib/customers/parse-customer-query";
import { listExport } from "../../_export";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const { filters } = parseCustomerQuery(Object.fromEntries(params));
  return { name: "customers", ...exportCustomers(ctx, { filters }) };
});
