import { sessionEndReasons } from "@/lib/auth/sessions/session-end-reason";
import { type CheckCases, oneOf, text, type UniqueCases } from "./case";

const emails = (...values: string[]) => values.map((value) => ({ email: text(value) }));
const timezones = (...values: string[]) => values.map((value) => ({ timezone: text(value) }));

const ended = { is_active: "false", ended_at: "now()" };

export const accountChecks: CheckCases = {
  users_country_is_iso: {
    table: "users",
    refused: ["de", "D", "D1", ""].map((country) => ({ country: text(country) })),
    accepted: [{ country: text("DE") }, { country: "NULL" }],
  },
  users_auth_provider_is_known: oneOf("users", "auth_provider", ["email", "google", "linkedin", "github"]),
  users_email_has_at: {
    table: "users",
    refused: emails("nobody", "@tenant.example", ""),
    accepted: emails("a@b"),
  },
  users_email_is_lower_case: {
    table: "users",
    refused: emails("Someone@tenant.example"),
    accepted: emails("someone@tenant.example"),
  },
  users_role_is_known: oneOf("users", "role", ["user", "admin", "super_admin"]),
  users_timezone_exists: {
    table: "users",
    refused: timezones("Mars/Olympus", "Europe", "+02:00", ""),
    accepted: timezones("UTC", "Europe/Berlin", "Asia/Kathmandu"),
  },
  audit_chain_head_is_one_row: { table: "audit_chain_head", refused: [{ only_row: "false" }], accepted: [] },
  agents_agent_type_is_known: oneOf("agents", "agent_type", ["call", "chat"]),
  login_attempts_email_is_lower_case: {
    table: "login_attempts",
    refused: emails("Someone@tenant.example"),
    accepted: emails("someone@tenant.example"),
  },
  login_attempts_failed_for_a_reason: {
    table: "login_attempts",
    refused: [{ success: "false" }, { success: "true", failure_reason: text("wrong password") }],
    accepted: [{ success: "true" }, { success: "false", failure_reason: text("wrong password") }],
  },
  user_notes_note_says_something: {
    table: "user_notes",
    refused: ["", "  "].map((note) => ({ note: text(note) })),
    accepted: [{ note: text("Pays late") }],
  },
  user_sessions_auth_provider_is_known: oneOf("user_sessions", "auth_provider", [
    "email",
    "google",
    "linkedin",
    "github",
  ]),
  user_sessions_end_reason_is_known: {
    table: "user_sessions",
    refused: [{ ...ended, end_reason: text("bored") }],
    accepted: sessionEndReasons.map((reason) => ({ ...ended, end_reason: text(reason) })),
  },
  user_sessions_ended_for_a_reason: {
    table: "user_sessions",
    refused: [
      { is_active: "false", ended_at: "now()" },
      { is_active: "false", end_reason: text("revoked") },
    ],
    accepted: [{ ...ended, end_reason: text("revoked") }, { is_active: "false" }],
  },
  user_sessions_ended_does_not_work: {
    table: "user_sessions",
    refused: [{ ended_at: "now()", end_reason: text("revoked") }],
    accepted: [{ ...ended, end_reason: text("revoked") }],
  },
  email_verification_tokens_email_is_lower_case: {
    table: "email_verification_tokens",
    refused: emails("Someone@tenant.example"),
    accepted: emails("someone@tenant.example"),
  },
  oauth_accounts_email_is_lower_case: {
    table: "oauth_accounts",
    refused: emails("Someone@tenant.example"),
    accepted: emails("someone@tenant.example"),
  },
  oauth_accounts_provider_is_known: oneOf("oauth_accounts", "provider", ["google", "linkedin", "github"]),
  user_sessions_refresh_outlasts_token: {
    table: "user_sessions",
    refused: [{ expires_at: text("2026-10-03"), refresh_expires_at: text("2026-10-02") }],
    accepted: [
      { expires_at: text("2026-10-03"), refresh_expires_at: text("2026-10-03") },
      { expires_at: text("2026-10-03"), refresh_expires_at: "NULL" },
    ],
  },
  password_reset_attempts_email_is_lower_case: {
    table: "password_reset_attempts",
    refused: emails("Someone@tenant.example"),
    accepted: emails("someone@tenant.example"),
  },
};

const sameAgent = { elevenlabs_agent_id: text("agent_same") };
export const accountUniques: UniqueCases = {
  users_email_key: {
    table: "users",
    refused: [{ email: text("a@b") }, { email: text("a@b") }],
    accepted: [[{ email: text("a@b") }, { email: text("a@c") }]],
  },
  email_verification_tokens_token_hash_key: {
    table: "email_verification_tokens",
    refused: [{ token_hash: text("same") }, { token_hash: text("same") }],
    accepted: [],
  },
  password_reset_tokens_token_hash_key: {
    table: "password_reset_tokens",
    refused: [{ token_hash: text("same") }, { token_hash: text("same") }],
    accepted: [],
  },
  oauth_accounts_provider_provider_account_id_key: {
    table: "oauth_accounts",
    refused: [{ provider_account_id: text("same") }, { provider_account_id: text("same"), user_id: "$other" }],
    accepted: [
      [{ provider_account_id: text("same") }, { provider_account_id: text("same"), provider: text("github") }],
    ],
  },
  oauth_accounts_user_id_provider_key: {
    table: "oauth_accounts",
    refused: [{}, {}],
    accepted: [[{}, { provider: text("github") }]],
  },
  second_factor_recovery_codes_user_id_code_hash_key: {
    table: "second_factor_recovery_codes",
    refused: [{ code_hash: text("same") }, { code_hash: text("same") }],
    accepted: [[{ code_hash: text("same") }, { code_hash: text("other") }]],
  },
  user_sessions_token_hash_key: {
    table: "user_sessions",
    refused: [{ token_hash: text("same") }, { token_hash: text("same") }],
    accepted: [],
  },
  agents_user_id_elevenlabs_agent_id_key: { table: "agents", refused: [sameAgent, sameAgent], accepted: [] },
  agents_elevenlabs_agent_id_key: {
    table: "agents",
    refused: [sameAgent, { ...sameAgent, user_id: "$other" }],
    accepted: [[sameAgent, { user_id: "$other" }]],
  },
};
