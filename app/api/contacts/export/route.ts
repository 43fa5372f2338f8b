import { chosenColumns } from "@/components/data-table/remembered-columns";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { contactColumns } from "@/lib/contacts/contact-csv";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { parseContactQuery } from "@/lib/contacts/parse-contact-query";
import { answer } from "../../_answer";
import { csvAnswer } from "../../_csv";

export const dynamic = "force-dynamic";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const params = new URL(request.url).searchParams;
  const { filters, sort } = parseContactQuery(Object.fromEntries(params));
  const choice = { all: contactColumns, usual: contactColumns, fixed: ["name"] };
  const shown = chosenColumns(choice, params.get("columns") ?? undefined, undefined);
  const columns = contactColumns.filter((column) => shown.includes(column));
  return csvAnswer({ name: "contacts", signal: request.signal, ...exportContacts(ctx, { filters, sort, columns }) });
});
