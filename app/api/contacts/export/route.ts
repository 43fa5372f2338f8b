import { chosenColumns } from "@/components/data-table/remembered-columns";
import { contactColumns } from "@/lib/contacts/contact-csv";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { parseContactQuery } from "@/lib/contacts/parse-contact-query";
import { listExport } from "../../_export";

export const dynamic = "force-dynamic";

export const GET = listExport(async (ctx, params) => {
  const { filters, sort } = parseContactQuery(Object.fromEntries(params));
  const choice = { all: contactColumns, usual: contactColumns, fixed: ["name"] };
  const shown = chosenColumns(choice, params.get("columns") ?? undefined, undefined);
  const columns = contactColumns.filter((column) => shown.includes(column));
  return { name: "contacts", ...exportContacts(ctx, { filters, sort, columns }) };
});
