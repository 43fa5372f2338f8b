import { exportCustomers } from "@/lib/customers/export-customers";
import { customerFields } from "@/lib/customers/fields";
import { parseCustomerQuery } from "@/lib/customers/parse-customer-query";
import { listExport } from "../../_export";
import { listFile, refuseNotices } from "../../_list-file";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const { filters, notices } = parseCustomerQuery(Object.fromEntries(params));
  refuseNotices(notices);
  return listFile(ctx, { list: "customers", fields: customerFields, pages: exportCustomers(ctx, { filters }), params });
});
