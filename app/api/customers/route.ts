import { requireTenantContext } from "@/app/_tenant-context";
import { listCustomers } from "@/lib/customers/list-customers";
import { parseCustomerQuery } from "@/lib/customers/parse-customer-query";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const { filters, cursor } = parseCustomerQuery(Object.fromEntries(new URL(request.url).searchParams));
  return privateJson(await listCustomers(ctx, { filters, cursor }));
});
