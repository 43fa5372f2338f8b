"use server";

import { verifyAuditLog } from "@/lib/admin/audit-log/verify-audit-log";
import { adminAction } from "../../../_admin-action";

export async function verify(data: FormData) {
  return adminAction(data, { permission: "audit_log.read", fields: [], verb: (ctx) => verifyAuditLog(ctx) });
}
