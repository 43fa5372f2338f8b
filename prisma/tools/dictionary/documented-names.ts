import { documentedColumns } from "./documented-columns";
import { documentedKeys, documentedSchedules } from "./documented-keys";
import { type DocumentedName, named } from "./documented-name";
import { documentedTriggers } from "./documented-triggers";

const tables = named(
  "table",
  `users agents calls contacts phone_numbers transcripts lead_analytics credit_transactions follow_ups customers
  agent_analytics user_analytics call_analytics_cache user_daily_analytics dashboard_cache user_sessions login_attempts
  password_reset_attempts admin_audit_log system_config agent_call_outcomes agent_performance_trends agent_targets
  trigger_error_log`,
  {
    agent_analytics: "hour stays NULL: one row an agent and day",
    trigger_error_log: "its id is a bigint that counts, where other ids are uuid",
  },
);

const views = named(
  "view",
  `user_stats agent_performance_summary call_source_analytics recent_call_analytics active_user_sessions user_login_stats
  user_kpi_summary`,
  { user_kpi_summary: "materialised; a tenant reads its row through my_kpi_summary" },
);

const functions = named(
  "function",
  `update_updated_at_column trg_calls_daily_analytics trg_leads_daily_analytics trg_user_daily_rollup
  get_cache_trigger_health cleanup_trigger_error_log test_cache_invalidation cleanup_expired_dashboard_cache
  cleanup_expired_sessions cleanup_old_login_attempts cleanup_old_password_reset_attempts validate_user_data_consistency
  audit_data_isolation scheduled_refresh_user_kpi_summary batch_calculate_call_analytics`,
  {
    trg_calls_daily_analytics: "also follows corrections, moves and deletes, by differences",
    trg_leads_daily_analytics: "also follows changes and deletes, by differences",
    trg_user_daily_rollup: "moves user_daily_analytics as well",
    scheduled_refresh_user_kpi_summary: "refreshes only what is stale; runs are recorded in job_runs",
  },
);

const settings = named(
  "setting",
  `credits_per_minute new_user_bonus_credits minimum_credit_purchase session_duration_hours max_login_attempts
  lockout_duration_minutes password_min_length require_email_verification password_reset_token_expiry_hours
  kpi_refresh_interval_minutes max_contacts_per_upload`,
);

export const documentedNames: readonly DocumentedName[] = [
  ...tables,
  ...documentedColumns,
  ...documentedKeys,
  ...views,
  ...functions,
  ...documentedTriggers,
  ...documentedSchedules,
  ...settings,
];
