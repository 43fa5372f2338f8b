import { choicesOf, type Filter } from "@/components/filters/filter";
import { auditActionLabels } from "@/lib/admin/audit-log/labels";

/** The filters of the audit log. */
export const filters: readonly Filter[] = [
  { kind: "choice", name: "action", label: "Action", choices: choicesOf(auditActionLabels) },
  { kind: "text", name: "from", label: "Since", type: "date" },
  { kind: "text", name: "to", label: "Until", type: "date" },
  { kind: "text", name: "target", label: "Account ID", placeholder: "An account’s ID", isRare: true },
  { kind: "text", name: "setting", label: "Setting", placeholder: "credits_per_minute", isRare: true },
];
