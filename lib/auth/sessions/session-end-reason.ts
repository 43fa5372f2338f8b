/** Why a session was ended before its time, as `user_sessions.end_reason` keeps it. */
export const sessionEndReasons = [
  "signed_out",
  "revoked",
  "token_reused",
  "password_changed",
  "email_changed",
  "second_factor_changed",
  "role_changed",
  "account_closed",
  "ended_by_admin",
] as const;
export type SessionEndReason = (typeof sessionEndReasons)[number];
