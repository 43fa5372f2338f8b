import type { DocumentedName } from "./documented-name";

const uniqueKeys = [
  "users (email)",
  "agents (user_id, elevenlabs_agent_id)",
  "agents (id, user_id)",
  "calls (elevenlabs_conversation_id)",
  "calls (id, user_id)",
  "contacts (user_id, phone_number)",
  "contacts (id, user_id)",
  "phone_numbers (elevenlabs_phone_number_id)",
  "phone_numbers (phone_number) WHERE is_active",
  "customers (customer_reference_number)",
  "agent_analytics (agent_id, user_id, date)",
  "user_analytics (user_id, date, hour)",
  "call_analytics_cache (user_id, date_period, period_type)",
  "dashboard_cache (user_id, cache_key)",
];

const references = [
  "agents (user_id) → users",
  "calls (agent_id, user_id) → agents",
  "calls (user_id) → users",
  "calls (contact_id) → contacts",
  "contacts (user_id) → users",
  "contacts (auto_created_from_call_id) → calls",
  "phone_numbers (assigned_to_user_id) → users",
  "phone_numbers (created_by_admin_id) → users",
  "transcripts (call_id, user_id) → calls",
  "transcripts (user_id) → users",
  "lead_analytics (call_id, user_id) → calls",
  "lead_analytics (user_id) → users",
  "credit_transactions (user_id) → users",
  "credit_transactions (call_id) → calls",
  "follow_ups (user_id) → users",
  "customers (user_id) → users",
  "customers (contact_id) → contacts",
  "agent_analytics (agent_id) → agents",
  "agent_analytics (user_id) → users",
  "user_analytics (user_id) → users",
  "call_analytics_cache (user_id) → users",
  "user_daily_analytics (user_id) → users",
  "dashboard_cache (user_id) → users",
  "user_sessions (user_id) → users",
  "agent_call_outcomes (agent_id) → agents",
  "agent_call_outcomes (call_id) → calls",
  "agent_call_outcomes (user_id) → users",
  "agent_performance_trends (agent_id) → agents",
  "agent_targets (agent_id) → agents",
];

const byStart = "calls are listed by their start, not by when the row was made";

const indexes: readonly Omit<DocumentedName, "kind">[] = [
  { name: "(user_id, created_at)", existsAs: ["calls_user_id_started_at_idx"], note: byStart },
  {
    name: "(user_id, status, created_at)",
    existsAs: ["calls_user_id_status_started_at_idx", "calls_completed_idx"],
    note: `${byStart}; completed calls have an index of their own`,
  },
  { name: "(agent_id, date, hour)", existsAs: ["agent_analytics_agent_id_date_hour_idx"] },
  { name: "(call_source, user_id)", existsAs: ["calls_call_source_user_id_idx"], note: "goes on with the start" },
  { name: "WHERE caller_email IS NOT NULL", existsAs: ["calls_caller_email_idx"] },
  {
    name: "WHERE is_active = true AND expires_at > CURRENT_TIMESTAMP",
    existsAs: ["user_sessions_active_idx"],
    note: "an index cannot depend on the present moment: expires_at is its key",
  },
  { name: "WHERE status = 'completed'", existsAs: ["calls_completed_idx"] },
];

const [everyMinute, hourly, daily, weekly] = [7 * 24 * 60, 7 * 24, 7, 1];

const schedules: readonly Omit<DocumentedName, "kind">[] = [
  {
    name: "scheduled_refresh_user_kpi_summary, every 5 minutes",
    existsAs: ["refresh-kpi-summary"],
    runsAWeek: everyMinute,
    note: "looks every minute, and refreshes what is stale when kpi_refresh_interval_minutes have passed; 5 replaces an older 15",
  },
  { name: "batch_calculate_call_analytics, daily", existsAs: ["rebuild-previous-days"], runsAWeek: daily },
  { name: "cleanup_expired_dashboard_cache, hourly", existsAs: ["clean-dashboard-cache"], runsAWeek: hourly },
  { name: "cleanup_expired_sessions, daily", existsAs: ["clean-sessions"], runsAWeek: daily },
  { name: "cleanup_trigger_error_log, 7 days kept", existsAs: ["clean-trigger-errors"], runsAWeek: daily },
  { name: "cleanup_old_login_attempts, weekly", existsAs: ["clean-login-attempts"], runsAWeek: weekly },
  {
    name: "cleanup_old_password_reset_attempts, weekly",
    existsAs: ["clean-password-reset-attempts"],
    runsAWeek: weekly,
  },
  { name: "validate_user_data_consistency, regularly", existsAs: ["audit-consistency"], runsAWeek: daily },
  { name: "audit_data_isolation, regularly", existsAs: ["audit-isolation"], runsAWeek: daily },
];

export const documentedKeys: readonly DocumentedName[] = [
  ...uniqueKeys.map((name) => ({
    kind: "unique key" as const,
    name,
    note: name.includes("hour") ? "a missing hour counts as a value" : undefined,
  })),
  ...references.map((name) => ({ kind: "reference" as const, name })),
  ...indexes.map((index) => ({ kind: "index" as const, ...index })),
];

export const documentedSchedules: readonly DocumentedName[] = schedules.map((schedule) => ({
  kind: "schedule" as const,
  ...schedule,
}));
