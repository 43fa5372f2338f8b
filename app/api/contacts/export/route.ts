import { exportContacts } from "@/lib/contacts/export-contacts";
import { contactFields } from "@/lib/contacts/fields";
import { parseContactQuery } from "@/lib/contacts/parse-contact-query";
import { listExport } from "../../_export";
import { listFile, refuseNotices } from "../../_list-file";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const { filters, sort, notices } = parseContactQuery(Object.fromEntries(params));
  refuseNotices(notices);
  const pages = exportContacts(ctx, { filters, sort });
  return listFile(ctx, { list: "contacts", fields: contactFields, pages, params });
});
