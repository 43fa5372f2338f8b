/** What administrators can do, as `admin_audit_log.action` keeps it. */
export const auditActions = [
  "user.create",
  "user.invite",
  "user.activate",
  "user.deactivate",
  "user.change_role",
  "user.adjust_credits",
  "user.verify_address",
  "user.send_reset",
  "user.end_sessions",
  "user.lift_lockout",
  "user.remove_second_factor",
  "user.change_time_zone",
  "user.schedule_deletion",
  "user.cancel_deletion",
  "user.note",
  "setting.update",
  "event.replay",
  "audit_log.read",
  "audit_log.verify",
] as const;
export type AuditAction = (typeof auditActions)[number];
