import { exportAuditEntries } from "@/lib/admin/audit-log/export-audit-entries";
import { auditFields, auditList } from "@/lib/admin/audit-log/fields";
import { noteAuditReading } from "@/lib/admin/audit-log/note-audit-reading";
import { parseAuditQuery } from "@/lib/admin/audit-log/parse-audit-query";
import { adminListExport } from "../../../_export";
import { listFile, refuseNotices } from "../../../_list-file";

export const dynamic = "force-dynamic";

export const GET = adminListExport(async (ctx, params) => {
  const { filters, sort, notices } = parseAuditQuery(Object.fromEntries(params));
  refuseNotices(notices);
  const pages = exportAuditEntries(ctx, { filters, sort });
  return listFile(ctx, { list: auditList.name, fields: auditFields, pages, params, idHeader: "Entry ID" });
}, noteAuditReading);
