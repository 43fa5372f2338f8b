import { requireAdminContext } from "@/app/_admin-context";
import { listAuditEntries } from "@/lib/admin/audit-log/list-audit-entries";
import { noteAuditReading } from "@/lib/admin/audit-log/note-audit-reading";
import { parseAuditQuery } from "@/lib/admin/audit-log/parse-audit-query";
import { answer, privateJson } from "../../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireAdminContext();
  const { filters, sort, cursor } = parseAuditQuery(Object.fromEntries(new URL(request.url).searchParams));
  await noteAuditReading(ctx);
  return privateJson(await listAuditEntries(ctx, { filters, sort, cursor }));
});
