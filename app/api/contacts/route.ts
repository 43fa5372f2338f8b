import { requireTenantContext } from "@/app/_tenant-context";
import { listContacts } from "@/lib/contacts/list-contacts";
import { parseContactQuery } from "@/lib/contacts/parse-contact-query";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const { filters, sort, cursor } = parseContactQuery(Object.fromEntries(new URL(request.url).searchParams));
  return privateJson(await listContacts(ctx, { filters, sort, cursor }));
});
