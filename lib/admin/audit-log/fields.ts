import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { formatUserAgent } from "@/lib/platform/format/format-user-agent";
import { auditActionLabel, detailText, targetText } from "./labels";
import type { AuditEntry } from "./schema";

export const auditList = { name: "admin/audit-log", tables: [], everySeconds: 15 } as const satisfies LiveList;

/** The fields of the audit log, in its order. */
export const auditFields = {
  at: {
    label: "When",
    isFixed: true,
    phoneWidth: "96px",
    sort: { descending: "newest", ascending: "oldest" },
    at: ({ at }) => at,
    file: [{ header: "When (UTC)", value: ({ at }) => at }],
  },
  action: {
    label: "What",
    isFixed: true,
    maxWidth: "260px",
    file: [
      { header: "What", value: ({ action }) => auditActionLabel(action) },
      { header: "Action", value: ({ action }) => action },
    ],
  },
  admin: {
    label: "Who",
    isWide: true,
    maxWidth: "200px",
    text: ({ admin }) => admin.name,
    file: [
      { header: "Administrator", value: ({ admin }) => admin.name },
      { header: "Administrator’s email", value: ({ admin }) => admin.email },
    ],
  },
  target: {
    label: "To",
    isWide: true,
    maxWidth: "220px",
    file: [
      { header: "To", value: targetText },
      { header: "Account’s email", value: ({ target }) => target?.email ?? null },
      { header: "Resource", value: ({ resourceType }) => resourceType },
      { header: "Resource ID", value: ({ resourceId }) => resourceId },
    ],
  },
  details: {
    label: "Change",
    isWide: true,
    maxWidth: "380px",
    file: [{ header: "Change", value: ({ details }) => detailText(details) }],
  },
  reason: {
    label: "Reason",
    isWide: true,
    maxWidth: "280px",
    text: ({ details }) => details.reason ?? null,
    file: [{ header: "Reason", value: ({ details }) => details.reason ?? null }],
  },
  place: {
    label: "From",
    isWide: true,
    isExtra: true,
    text: ({ ipAddress }) => ipAddress,
    file: [{ header: "From", value: ({ ipAddress }) => ipAddress }],
  },
  device: {
    label: "Device",
    isWide: true,
    isExtra: true,
    text: ({ userAgent }) => (userAgent ? formatUserAgent(userAgent) : null),
    file: [{ header: "Device", value: ({ userAgent }) => userAgent }],
  },
  number: {
    label: "Number",
    isNumber: true,
    isWide: true,
    isExtra: true,
    text: ({ number }) => String(number),
    file: [
      { header: "Number", value: ({ number }) => number },
      { header: "Hash", value: ({ hash }) => hash },
    ],
  },
} as const satisfies ListFields<AuditEntry>;
