import { requireTenantContext } from "@/app/_tenant-context";
import { getImport } from "@/lib/contacts/imports/get-import";
import { answer, privateJson } from "../../../_answer";

export const GET = answer<{ id: string }>(async (_request, { params }) => {
  const ctx = await requireTenantContext();
  return privateJson(await getImport(ctx, { id: (await params).id }));
});
