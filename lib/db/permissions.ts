import type { UserRole } from "./context";

/** What everybody may do with what is their own. */
const ofTenants = [
  "account.read",
  "account.update",
  "account.export",
  "account.delete",
  "second_factor.update",
  "session.read",
  "session.revoke",
  "agent.read",
  "call.read",
  "lead.read",
  "credit.read",
  "analytics.read",
] as const;

/** What concerns the whole platform and other people's accounts. */
const ofAdmins = [
  "setting.read",
  "setting.update",
  "event.replay",
  "user.read",
  "user.deactivate",
  "audit_log.read",
] as const;

const ofSuperAdmins = ["user.change_role"] as const;

export type Permission = (typeof ofTenants)[number] | (typeof ofAdmins)[number] | (typeof ofSuperAdmins)[number];

export const permissions: Readonly<Record<UserRole, ReadonlySet<Permission>>> = {
  user: new Set(ofTenants),
  admin: new Set([...ofTenants, ...ofAdmins]),
  super_admin: new Set([...ofTenants, ...ofAdmins, ...ofSuperAdmins]),
};
