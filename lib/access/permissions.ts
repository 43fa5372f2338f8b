import type { UserRole } from "./context";

/** Permissions that every user has for their own data. */
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
  "call.update",
  "contact.read",
  "contact.update",
  "contact.delete",
  "contact.import",
  "lead.read",
  "lead.judge",
  "customer.read",
  "customer.create",
  "customer.update",
  "credit.read",
  "analytics.read",
  "agent_target.update",
  "follow_up.read",
  "follow_up.write",
  "notification.read",
  "notification.update",
  "view.read",
  "view.update",
] as const;

/** Permissions for the platform and other people's accounts. */
const ofAdmins = [
  "platform.read",
  "setting.read",
  "setting.update",
  "event.replay",
  "user.read",
  "user.invite",
  "user.update",
  "user.deactivate",
  "user.end_sessions",
  "user.adjust_credits",
  "user.delete",
  "agent.administer",
  "health.read",
  "job.run",
  "audit_log.read",
] as const;

const ofSuperAdmins = ["user.change_role", "user.remove_second_factor"] as const;

export type Permission = (typeof ofTenants)[number] | (typeof ofAdmins)[number] | (typeof ofSuperAdmins)[number];

export const permissions: Readonly<Record<UserRole, ReadonlySet<Permission>>> = {
  user: new Set(ofTenants),
  admin: new Set([...ofTenants, ...ofAdmins]),
  super_admin: new Set([...ofTenants, ...ofAdmins, ...ofSuperAdmins]),
};
