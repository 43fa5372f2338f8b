import { type AuditAction, auditActions } from "@/lib/access/audit-action";
import { formatCount } from "@/lib/platform/format/format-count";
import { transactionTypeLabels, userRoleLabels } from "../users/labels";
import type { AuditDetails, AuditEntry } from "./schema";

/** What was done, as a line of a history says it. */
export const auditActionLabels: Readonly<Record<AuditAction, string>> = {
  "user.create": "Account created",
  "user.invite": "User invited",
  "user.activate": "Account activated",
  "user.deactivate": "Account deactivated",
  "user.change_role": "Role changed",
  "user.adjust_credits": "Credits adjusted",
  "user.verify_address": "Email address verified",
  "user.send_reset": "Password reset sent",
  "user.end_sessions": "Sessions ended",
  "user.lift_lockout": "Lockout lifted",
  "user.remove_second_factor": "Second factor removed",
  "user.change_time_zone": "Time zone changed",
  "user.schedule_deletion": "Deletion scheduled",
  "user.cancel_deletion": "Deletion cancelled",
  "user.note": "Note added",
  "agent.link": "Agent linked",
  "agent.update": "Agent changed",
  "setting.update": "Setting changed",
  "event.replay": "Events replayed",
  "job.run": "Task started",
  "job.retry": "Failed job retried",
  "job.cancel": "Failed job removed",
  "audit_log.read": "Audit log read",
  "audit_log.verify": "Audit log verified",
};

/** What an entry says was done; the stored word for what this version does not know. */
export function auditActionLabel(action: string): string {
  const known = auditActions.find((each) => each === action);
  return known ? auditActionLabels[known] : action;
}

const detailLabels: Readonly<Record<string, string>> = {
  role: "Role",
  email: "Email",
  isActive: "Access",
  isVerified: "Email address",
  credits: "Balance",
  timezone: "Time zone",
  deleteAfter: "Erased after",
  type: "Entry",
  callId: "Call",
  name: "Name",
  inUse: "In use",
  agent: "Agent",
  providerAgentId: "ID at ElevenLabs",
  waiting: "Waiting events",
  events: "Events",
  cause: "Set aside because",
  ended: "Sessions",
  forgiven: "Failures forgiven",
  faults: "Faults found",
  hash: "Newest hash",
  receivedFrom: "Received from",
  receivedBefore: "Received before",
  by: "By",
};
/** What names rows for programs. */
const hiddenDetails = new Set(["before", "after", "reason", "entryId", "noteId", "sessionId"]);

export type DetailLine = { label: string; before?: string; after: string };

/** What an entry says beside its reason: values before and after, then other facts. */
export function detailLines({ before, after, ...details }: AuditDetails): DetailLine[] {
  const changes =
    isOne(before) || isOne(after) ? [changeOf("Value", "value", before, after)] : changesOf(before, after);
  const facts = Object.entries(details).flatMap(([key, value]): DetailLine[] =>
    hiddenDetails.has(key) || value === undefined ? [] : [{ label: labelOf(key), after: textOf(key, value) }],
  );
  return [...changes, ...facts];
}

/** The same as one line of text, as a file has it. */
export function detailText(details: AuditDetails): string {
  return detailLines(details)
    .map(({ label, before, after }) => `${label}: ${before === undefined ? "" : `${before} → `}${after}`)
    .join("; ");
}

type Named = Readonly<Record<string, unknown>>;

const isOne = (value: AuditDetails["before"]) => value !== null && value !== undefined && typeof value !== "object";

function changesOf(before: AuditDetails["before"], after: AuditDetails["before"]): DetailLine[] {
  const [old, now] = [named(before), named(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].map((key) =>
    changeOf(labelOf(key), key, old[key], now[key]),
  );
}

const named = (values: AuditDetails["before"]): Named => (typeof values === "object" && values !== null ? values : {});

const changeOf = (label: string, key: string, before: unknown, after: unknown): DetailLine => ({
  label,
  before: textOf(key, before),
  after: textOf(key, after),
});

const labelOf = (key: string) => (Object.hasOwn(detailLabels, key) ? (detailLabels[key] ?? key) : key);

function textOf(key: string, value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (key === "role") return labelIn(userRoleLabels, value);
  if (key === "type") return labelIn(transactionTypeLabels, value);
  if (key === "isActive") return value === true ? "Active" : "Deactivated";
  if (key === "isVerified") return value === true ? "Verified" : "Not verified";
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (typeof value === "number") return formatCount(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}

const labelIn = (labels: Readonly<Record<string, string>>, value: unknown) =>
  Object.entries(labels).find(([known]) => known === value)?.[1] ?? String(value);

/** What an action was done to, in words: an account by its name, a setting by its key. */
export function targetText({ target, resourceType, resourceId }: AuditEntry): string | null {
  if (target) return target.name;
  return resourceType === "system_config" || resourceType === "jobs" ? resourceId : null;
}
